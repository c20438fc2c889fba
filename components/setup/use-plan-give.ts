'use client';

import type { GrantDraft } from '@/components/credentials/grants/types';
import type { Outcome } from '@/components/ui/outcome';
import { useAsk } from '@/components/ui/use-ask';
import type { PlanGrantsView } from '@/lib/credentials/grants/grant-schema';

type Call<Input> = (input: Input) => Promise<Outcome<PlanGrantsView | null>>;

export type PlanGiveCalls = {
  choose: Call<GrantDraft & { planId: string }>;
  drop: Call<{ planId: string; id: string }>;
};

/** Choices of whom a plan's role is for, one at a time. */
export function usePlanGive(planId: string, { choose, drop }: PlanGiveCalls) {
  const giving = useAsk();
  const dropping = useAsk();
  return {
    ...giving,
    give: (draft: GrantDraft) =>
      giving.put({
        id: planId,
        ask: () => choose({ planId, ...draft }),
        done: 'It is kept with the plan.',
      }),
    /** A choice is taken back and made anew; it is not changed. */
    change: async () => false,
    dropping,
    drop: (id: string) =>
      dropping.put({
        id,
        ask: () => drop({ planId, id }),
        done: 'The choice is taken back.',
      }),
  };
}
