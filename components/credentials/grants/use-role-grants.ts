'use client';

import type { Outcome } from '@/components/ui/outcome';
import type { Toast } from '@/components/ui/toast-store';
import { useAsk } from '@/components/ui/use-ask';
import {
  draftOf,
  type GrantActions,
  type GrantDraft,
  type GrantView,
  type RoleGrantsView,
  termsOf,
} from './types';

export type RoleGrantsState = ReturnType<typeof useRoleGrants>;

/** Changes of who may take one role, each with its way back. */
export function useRoleGrants({ roleArn }: RoleGrantsView, actions: GrantActions | null) {
  const { put, ...state } = useAsk();
  type Ask = () => Promise<Outcome<GrantView>>;
  const run = (ask: Ask, done: (grant: GrantView) => Toast) =>
    put({ id: roleArn, ask, done });

  const undoable = (title: string, back: Ask, done: string): Toast => ({
    title,
    action: { label: 'Undo', onPress: () => void run(back, () => ({ title: done })) },
  });

  if (!actions) return { ...state, ...NOTHING };
  return {
    ...state,
    give: (draft: GrantDraft) =>
      run(
        () => actions.give({ roleArn, ...draft }),
        (given) => {
          const back = () => actions.end(whichOf(given));
          return undoable(`Given to ${given.toName}.`, back, 'Taken back.');
        },
      ),
    change: (before: GrantView, draft: GrantDraft) =>
      run(
        () => actions.change({ ...whichOf(before), ...termsOf(draft) }),
        (after) => {
          const terms = termsOf(draftOf(before));
          const back = () => actions.change({ ...whichOf(after), ...terms });
          return undoable(`Changed for ${after.toName}.`, back, 'Changed back.');
        },
      ),
    end: (grant: GrantView) =>
      run(
        () => actions.end(whichOf(grant)),
        (ended) => {
          const title = `Ended for ${ended.toName}. Sessions that began before go on until their end.`;
          return undoable(
            title,
            () => actions.restore(whichOf(ended)),
            'Goes on as before.',
          );
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
