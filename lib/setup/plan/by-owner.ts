import type { PlanBody, StoredPlan } from '@/lib/ports';

/** Accounts of a plan that this console cannot write to: their owners run their half. */
export const ownersOf = ({ byOwner }: Pick<PlanBody, 'byOwner'>): string[] =>
  byOwner ?? [];

/** Whether a step is run by the owner of its account, not by this console. */
export const isByOwner =
  ({ body }: Pick<StoredPlan, 'body'>) =>
  ({ accountId }: { accountId: string }): boolean =>
    ownersOf(body).includes(accountId);

/** Whether an owner has a half to run. A change may be of our half alone, and theirs stays. */
export const asksOwner = (plan: Pick<StoredPlan, 'body' | 'steps'>): boolean =>
  ownersOf(plan.body).length > 0 &&
  (plan.body.replaces === undefined || plan.steps.some(isByOwner(plan)));
