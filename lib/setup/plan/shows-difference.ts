import { isAsItself } from '@/lib/core/is-as-itself';
import { isObject, toList } from '@/lib/iam/parse/values';
import type { StoredPlan } from '@/lib/ports';
import { isAgainst } from '../proof/say-proof';
import type { RoleRequest } from '../recipes/role-request';
import type { ProofCheckView } from '../schema';
import { isByOwner } from './by-owner';
import { readFixture } from './read-fixture';
import { statementsIn } from './statements-in';

type Asked = Pick<StoredPlan, 'body' | 'steps'>;
type Tried = Asked & Pick<StoredPlan, 'view' | 'proof'>;

/** Whether the owner of the other half is asked to run a change of what they have run before. */
export const isAskedChange = (plan: Asked): boolean =>
  plan.body.replaces !== undefined && plan.steps.some(isByOwner(plan));

/**
 * Whether calls can tell that the owner has run the difference: one came out otherwise than
 * planned while ours alone was written, or whoever is to cross was kept out until then.
 */
export const canShow = (plan: Tried): boolean =>
  isNewToTrust(plan) || toTurn(plan).length > 0;

/** Whether these calls tell it: all came out as planned, and one did not before. */
export function showsDifference(plan: Tried, checks: ProofCheckView[]): boolean {
  if (checks.some(isAgainst)) return false;
  return isNewToTrust(plan) || toTurn(plan).some(isTurnedIn(checks));
}

/**
 * The calls before that the difference turns. One that had to be denied and was let through may be
 * denied later by what our own half took away, which AWS was still spreading: it tells only where
 * nothing of the change is ours.
 */
const toTurn = (plan: Tried): ProofCheckView[] =>
  (plan.proof?.before ?? []).filter(
    (was) =>
      isAgainst(was) && (was.expected === 'works' || plan.steps.every(isByOwner(plan))),
  );

const isTurnedIn = (checks: ProofCheckView[]) => (was: ProofCheckView) =>
  checks.some(
    ({ id, sentence, outcome, isAsExpected }) =>
      id === was.id &&
      sentence === was.sentence &&
      outcome !== was.outcome &&
      isAsExpected,
  );

/**
 * Whether our trust lets nobody in of the owner's account but who was kept out before the plan.
 * CloudTrail tells another account's taking by the account alone, so it is known who it was.
 */
function isNewToTrust(plan: Tried): boolean {
  const { trustedAccountId } = plan.body;
  const isTheirs = isByOwner(plan);
  const trust = plan.steps.find((step) => step.target.kind === 'trust');
  if (!trust || isTheirs(trust) || isAsItself(plan.body)) return false;
  if (!isTheirs({ accountId: trustedAccountId })) return false;
  const { askers } = readFixture(plan).request as RoleRequest; // it hangs on the trust of a role
  const before = trustedIn(trust.before, trustedAccountId);
  const after = trustedIn(trust.after, trustedAccountId);
  if (!before || !after) return false;
  return after.every((arn) => askers.includes(arn) && !before.includes(arn));
}

/** Who of an account a trust names; null where it names the whole account, or everybody. */
function trustedIn(trust: string | null, accountId: string): string[] | null {
  const named = statementsIn(trust)
    .filter((statement) => statement['Effect'] === 'Allow')
    .flatMap((statement) => entriesOf(statement['Principal']));
  const isWhole = (entry: string) =>
    entry === '*' || entry === accountId || entry.endsWith(`::${accountId}:root`);
  return named.some(isWhole)
    ? null
    : named.filter((entry) => entry.includes(`::${accountId}:`));
}

const entriesOf = (principal: unknown): string[] =>
  (isObject(principal) ? toList(principal['AWS'] ?? []) : ['*']).map(String);
