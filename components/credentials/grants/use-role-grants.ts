'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Outcome } from '@/components/ui/outcome';
import { showToast } from '@/components/ui/toast-store';
import {
  draftOf,
  type GrantActions,
  type GrantDraft,
  type GrantView,
  type RoleGrantsView,
  termsOf,
} from './types';

const UNREACHABLE =
  'The console could not be reached. Reload the page and look before you try again.';

export type GrantRefusal = { message: string; fields: Partial<Record<string, string>> };

export type RoleGrantsState = ReturnType<typeof useRoleGrants>;

/** Changes of who may take one role, each with its way back. */
export function useRoleGrants({ roleArn }: RoleGrantsView, actions: GrantActions | null) {
  const { isBusy, refusal, forget, run } = useAsked();

  const tell = (title: string, back: () => Promise<Outcome<GrantView>>, done: string) =>
    showToast({
      title,
      action: {
        label: 'Undo',
        onPress: () => void run(back, () => showToast({ title: done })),
      },
    });

  if (!actions) return { isBusy, refusal, forget, ...NOTHING };
  return {
    isBusy,
    refusal,
    forget,
    give: (draft: GrantDraft) =>
      run(
        () => actions.give({ roleArn, ...draft }),
        (given) => {
          const back = () => actions.end(whichOf(given));
          tell(`Given to ${given.toName}.`, back, 'Taken back.');
        },
      ),
    change: (before: GrantView, draft: GrantDraft) =>
      run(
        () => actions.change({ ...whichOf(before), ...termsOf(draft) }),
        (after) => {
          const terms = termsOf(draftOf(before));
          const back = () => actions.change({ ...whichOf(after), ...terms });
          tell(`Changed for ${after.toName}.`, back, 'Changed back.');
        },
      ),
    end: (grant: GrantView) =>
      run(
        () => actions.end(whichOf(grant)),
        (ended) => {
          const title = `Ended for ${ended.toName}. Sessions that began before go on until their end.`;
          tell(title, () => actions.restore(whichOf(ended)), 'Goes on as before.');
        },
      ),
  };
}

/** For those who may not give roles. */
const NOTHING = {
  give: async (_draft: GrantDraft) => false,
  change: async (_before: GrantView, _draft: GrantDraft) => false,
  end: async (_grant: GrantView) => false,
};

const whichOf = ({ id, version }: GrantView) => ({ grantId: id, version });

/** One change at a time, and why the last one was refused. */
function useAsked() {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<GrantRefusal | null>(null);

  async function run(
    ask: () => Promise<Outcome<GrantView>>,
    onDone: (grant: GrantView) => void,
  ): Promise<boolean> {
    setIsBusy(true);
    setRefusal(null);
    const answer: Outcome<GrantView> = await ask().catch(() => ({
      ok: false as const,
      message: UNREACHABLE,
    }));
    setIsBusy(false);
    router.refresh();
    if (answer.ok) onDone(answer.value);
    else setRefusal({ message: answer.message, fields: answer.fields ?? {} });
    return answer.ok;
  }
  return { isBusy, refusal, forget: () => setRefusal(null), run };
}
