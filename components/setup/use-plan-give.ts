'use client';

import { useState } from 'react';
import type { GrantDraft } from '@/components/credentials/grants/types';
import type { GrantRefusal } from '@/components/credentials/grants/use-role-grants';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import { showToast } from '@/components/ui/toast-store';
import type { PlanGrantsView } from '@/lib/credentials/grants/grant-schema';

type Call<Input> = (input: Input) => Promise<Outcome<PlanGrantsView | null>>;

export type PlanGiveCalls = {
  choose: Call<GrantDraft & { planId: string }>;
  drop: Call<{ planId: string; id: string }>;
};

/** Choices of whom a plan's role is for, one at a time. */
export function usePlanGive(planId: string, first: PlanGrantsView, calls: PlanGiveCalls) {
  const [changed, setChanged] = useState<PlanGrantsView | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<GrantRefusal | null>(null);
  const [dropRefusal, setDropRefusal] = useState<string | null>(null);

  async function ask(put: () => ReturnType<PlanGiveCalls['drop']>) {
    setIsBusy(true);
    setRefusal(null);
    setDropRefusal(null);
    const answer = await put().catch(() => unreachable('Nothing was changed'));
    setIsBusy(false);
    if (answer.ok && answer.value) setChanged(answer.value);
    return answer;
  }
  async function give(draft: GrantDraft): Promise<boolean> {
    const answer = await ask(() => calls.choose({ planId, ...draft }));
    if (answer.ok) showToast({ title: 'It is kept with the plan.' });
    else setRefusal({ message: answer.message, fields: fieldsOf(answer.fields) });
    return answer.ok;
  }
  async function drop(id: string): Promise<void> {
    const answer = await ask(() => calls.drop({ planId, id }));
    if (!answer.ok) setDropRefusal(answer.message);
  }
  return {
    view: changed ?? first,
    isBusy,
    refusal,
    dropRefusal,
    give,
    drop,
    /** A choice is taken back and made anew; it is not changed. */
    change: async () => false,
  };
}

const fieldsOf = (
  fields: Partial<Record<string, string>> | undefined,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields ?? {}).flatMap(([name, text]) => (text ? [[name, text]] : [])),
  );
