import { isAsItself } from '@/lib/core/is-as-itself';
import type { StoredPlan } from '@/lib/ports';
import { ownersOf } from './by-owner';
import { readFixture } from './read-fixture';
import { canShow, isAskedChange } from './shows-difference';

type Planned = Pick<StoredPlan, 'body' | 'view'>;

/** Whether the role stands alone in an account that we have no way into: no half is ours. */
export const isWholeTheirs = (plan: Planned): boolean =>
  ownersOf(plan.body).includes(plan.body.trustingAccountId) &&
  readFixture(plan).request.who === null;

/** Whether an owner's word is taken, since no call of ours may show that their half stands. */
export const takesWord = (plan: Planned & Pick<StoredPlan, 'steps' | 'proof'>): boolean =>
  isAsItself(plan.body) ||
  (isWholeTheirs(plan) && plan.body.handsOutAs === undefined) ||
  (isAskedChange(plan) && !canShow(plan));
