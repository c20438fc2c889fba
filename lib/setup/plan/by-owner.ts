import type { PlanBody, StoredPlan } from '@/lib/ports';

/** Accounts of a plan that this console cannot write to: their owners run their half. */
export const ownersOf = ({ byOwner }: Pick<PlanBody, 'byOwner'>): string[] =>
  byOwner ?? [];

/** Whether a step is run by the owner of its account, not by this console. */
export const isByOwner =
  ({ body }: Pick<StoredPlan, 'body'>) =>
  ({ accountId }: { accountId: string }): boolean =>
    ownersOf(body).includes(accountId);
