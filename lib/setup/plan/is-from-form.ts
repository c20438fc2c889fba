import type { PlanBody } from '@/lib/ports';

/** Whether a plan came of a draft, whose form can be opened again. */
export const isFromForm = ({ restores, handsOutAs, mends }: PlanBody): boolean =>
  restores === undefined && handsOutAs === undefined && !mends;
