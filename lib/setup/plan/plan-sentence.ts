import type { StoredPlan } from '@/lib/ports';
import { TAKEN_OUT } from '../saga/take-out';
import { sayCount } from '../say/sides';
import { accountNameIn } from './account-name-in';
import { ownersOf } from './by-owner';
import type { PlanFixture } from './plan-fixture';

/** The sentence over the plan: it follows the state, and never claims what was not tested. */
export function planSentence(plan: StoredPlan, fixture: PlanFixture): string {
  const { subject, deed, before } = fixture;
  switch (plan.state) {
    case 'ready':
      return `${sayToday(fixture)} ${sayCount(plan.steps.length, 'write')} in ${sayAccounts(fixture)} would change that.`;
    case 'applying':
      return `Writing what lets ${subject} ${deed}.`;
    case 'stopped':
    case 'suspended':
      return soNow(plan, fixture);
    case 'waiting':
      return `Waiting for the owner of ${ownersIn(plan)}. ${soNow(plan, fixture)}`;
    case 'applied':
      if (plan.proof?.confirmed) return plan.proof.sentence;
      return `By evaluation: ${fixture.promise} It was not proven by real calls.`;
    case 'proven':
    case 'refuted':
      return plan.proof?.sentence ?? fixture.promise;
    case 'quarantining':
      return `Denying ${plan.body.roleName} everything.`;
    case 'quarantined':
      return `Ended: ${plan.body.roleName} is denied everything, also in sessions that were opened before.`;
    case 'lifting':
      return `Taking the quarantine of ${plan.body.roleName} away.`;
    case 'replaced':
      return 'A later plan has changed what this one wrote.';
    case 'undoing':
      return 'Putting every document back as it was, newest first.';
    case 'undo-stopped':
      return 'The undo has stopped: some of what was written still stands.';
    case 'undone':
      return `Undone: ${sayUndone(plan)} ${before.sentence}`;
    case 'left':
      return `Left half-way. ${soNow(plan, fixture)}`;
    default:
      return plan.state satisfies never;
  }
}

const sayUndone = ({ steps }: StoredPlan): string =>
  steps.some(({ detail }) => detail === TAKEN_OUT)
    ? 'nothing that this plan wrote stands any more. What others have written since stays.'
    : 'every document is as it was before.';

/** What holds before; the reason of a denial stands under the picture of it. */
function sayToday({ subject, deed, before }: PlanFixture): string {
  const denied = `${subject} cannot ${deed}`;
  return before.sentence.startsWith(`${denied}:`) ? `${denied}.` : before.sentence;
}

const ownersIn = ({ body }: StoredPlan): string =>
  ownersOf(body)
    .map((id) => accountNameIn(body, id))
    .join(' and ');

const sayAccounts = ({ accounts }: PlanFixture): string =>
  sayCount(accounts.length, 'account');

/** What holds while only some of the steps are done. What opens comes last, so nobody is in early. */
export function soNow(plan: Pick<StoredPlan, 'steps'>, fixture: PlanFixture): string {
  const { subject, deed } = fixture;
  if (plan.steps.every(({ state }) => state === 'done')) return fixture.promise;
  return fixture.before.deck === 'works' || fixture.before.deck === 'conditional'
    ? `What stood before still stands: ${fixture.before.sentence}`
    : `${subject} still cannot ${deed}: not everything that has to agree is written.`;
}
