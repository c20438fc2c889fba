import { sayTime } from '@/lib/core/say-time';
import type { PlanBody } from '@/lib/ports';
import { ownersOf } from '../plan/by-owner';
import type { PlanFixture } from '../plan/plan-fixture';
import type { Confirmation, ProofCheckView, ProofView } from '../schema';
import type { Made } from './prove-deps';

/**
 * The proof in one sentence. Green only when every check that was made came out as expected,
 * and the crossing itself was among them; a party outside, whose keys we do not hold, is shown
 * as not tested.
 */
export function proofSentence(
  { subject, deed, request }: PlanFixture,
  made: Made & { isAlike: boolean },
  body: PlanBody,
  confirmed: Confirmation | null = null,
): Pick<ProofView, 'state' | 'sentence'> {
  const { checks, remaining, isUnused } = made;
  const against = checks.find(isAgainst);
  const left =
    remaining.length > 0
      ? ` ${remaining.join(' and ')} stays in ${body.bucket}: nobody here may delete it.`
      : '';
  if (against) return { state: 'red', sentence: `${sayAgainst(against)}${left}` };
  if (made.isAlike)
    return { state: 'red', sentence: `${sayAlike(body, confirmed)}${left}` };
  const crossing = checks.find(({ id }) => id === 'assume');
  const isAnyDenied = checks.some(({ outcome }) => outcome === 'denied');
  if (request.who === null && crossing?.outcome === 'not-tested' && isAnyDenied)
    return {
      state: 'green',
      sentence: `${NOBODY_ELSE} ${subject} was not tested: this console cannot ask in its place.${left}`,
    };
  if (confirmed)
    return {
      state: 'red',
      sentence: `Said to be run, not proven: ${confirmed.name} said at ${sayTime(new Date(confirmed.at))} that the half of ${ownersOf(body).join()} is run. ${crossing?.code ?? NO_CONNECTION}${left}`,
    };
  if (crossing?.outcome !== 'works')
    return {
      state: 'red',
      sentence: `Not proven: ${crossing?.code ?? NO_CONNECTION}${left}`,
    };
  if (isUnused)
    return {
      state: 'green',
      sentence: `${sayTaken(subject, request)} What it does then was not tested.${left}`,
    };
  return { state: 'green', sentence: `${sayCan(subject, deed, made)}.${left}` };
}

/** Of an owner's half that was changed, while the calls come to what they came to before. */
function sayAlike(body: PlanBody, confirmed: Confirmation | null): string {
  const owners = ownersOf(body).join();
  return confirmed
    ? `Confirmed by ${confirmed.name}, not seen by us: said at ${sayTime(new Date(confirmed.at))} that the difference in ${owners} is run. What can be called from here came to the same before.`
    : `Not proven: what can be called from here came to the same before the owner of ${owners} was asked for the difference.`;
}

/** A single call shows nothing of what else may be done. */
function sayCan(subject: string, deed: string, { checks, isOneCall }: Made): string {
  const can = `${subject} can ${deed}`;
  const skipped = checks.filter(({ outcome }) => outcome === 'not-tested').length;
  const rest =
    skipped > 0 ? `; ${skipped} of ${checks.length} checks could not be made` : '';
  return `${can}${isOneCall ? '' : ', and only that'}${rest}`;
}

const sayTaken = (subject: string, { who, roleName }: PlanFixture['request']): string =>
  who === null
    ? `${subject} took ${roleName}.`
    : `Both halves agree: ${subject} became ${roleName}.`;

/** Whether the crossing itself was made for real, and worked. */
export const isCrossed = ({ checks }: Pick<ProofView, 'checks'>): boolean =>
  checks.some(({ id, outcome }) => id === 'assume' && outcome === 'works');

const NOBODY_ELSE = 'Nobody else gets in: every call that was made was denied.';

const NO_CONNECTION = 'one of the accounts has no connection.';

/** A check that was made and came out otherwise than the plan wants it. */
export const isAgainst = ({ outcome, isAsExpected }: ProofCheckView): boolean =>
  outcome !== 'not-tested' && !isAsExpected;

function sayAgainst({ id, sentence, expected, code }: ProofCheckView): string {
  // AWS refused nothing there: what it said beside its answer is another key.
  if (id === 'encrypts' || id === 'decrypts') return `Not as planned: ${code}.`;
  return expected === 'denied'
    ? `Not as planned: AWS let through what must be denied. ${sentence} (${code}).`
    : `Not as planned: AWS refused what must work. ${sentence} (${code}).`;
}
