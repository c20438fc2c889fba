import type { PlanAccountView, PlanChangeView, PlanView } from '@/lib/setup/plan-views';
import type { PlanState, ProofCheckView, ProofView } from '@/lib/setup/schema';

export type Tone = 'neutral' | 'ok' | 'warn' | 'danger';

const STATES: Record<PlanState, { word: string; tone: Tone }> = {
  ready: { word: 'not applied', tone: 'neutral' },
  applying: { word: 'being applied', tone: 'neutral' },
  stopped: { word: 'stopped half-way', tone: 'danger' },
  suspended: { word: 'waits for AWS', tone: 'warn' },
  waiting: { word: 'waits for its owner', tone: 'warn' },
  applied: { word: 'applied, not tested', tone: 'warn' },
  proven: { word: 'proven', tone: 'ok' },
  refuted: { word: 'refuted by test', tone: 'danger' },
  quarantining: { word: 'being quarantined', tone: 'warn' },
  quarantined: { word: 'ended, quarantined', tone: 'warn' },
  lifting: { word: 'being let out', tone: 'neutral' },
  replaced: { word: 'taken over by a later plan', tone: 'neutral' },
  undoing: { word: 'being undone', tone: 'neutral' },
  'undo-stopped': { word: 'undo stopped', tone: 'danger' },
  undone: { word: 'undone', tone: 'neutral' },
  left: { word: 'left half-way', tone: 'warn' },
};

export const sayState = (state: PlanState): { word: string; tone: Tone } => STATES[state];

const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

export const sayAccounts = (count: number): string => plural(count, 'account');

/** Calls that change something at AWS: a step of the plan is one. */
export const sayWrites = (count: number): string => plural(count, 'write');

/** `good for 15 min`; minutes are rounded down so that the page never promises too much. */
export function sayTimeLeft(expiresAt: string, now: Date): string {
  const minutes = Math.floor((new Date(expiresAt).getTime() - now.getTime()) / 60_000);
  if (minutes < 0) return 'no longer good';
  return minutes === 0 ? 'good for less than a minute' : `good for ${minutes} min`;
}

/** `1,104 of 10,240 chars`. */
export const saySize = (
  change: Pick<PlanChangeView, 'sizeCharacters' | 'limitCharacters'>,
): string =>
  `${change.sizeCharacters.toLocaleString('en')} of ${change.limitCharacters.toLocaleString('en')} chars`;

/** `trusted, borrows · 1 change, 2 statements`. */
export function sayAccount(account: PlanAccountView): string {
  const role = account.side === 'trusted' ? 'trusted, borrows' : 'trusting, owns';
  const statements = account.changes.reduce(
    (sum, change) => sum + change.statements.length,
    0,
  );
  return `${role} · ${plural(account.changes.length, 'change')}, ${plural(statements, 'statement')}`;
}

const wasMade = (check: ProofCheckView) => check.outcome !== 'not-tested';

/** `6 of 6 as expected`; what was not tested is neither. */
export function sayProof(proof: Pick<ProofView, 'checks'>): string {
  const made = proof.checks.filter(wasMade);
  const expected = made.filter((check) => check.isAsExpected).length;
  return `${expected} of ${made.length} as expected`;
}

/** `1 not tested`; empty when every check was made. */
export function sayUntested(proof: Pick<ProofView, 'checks'>): string {
  const skipped = proof.checks.filter((check) => !wasMade(check)).length;
  return skipped === 0 ? '' : `${skipped} not tested`;
}

function sayHalt(plan: PlanView, verb: string): string {
  const { failure, steps } = plan;
  return failure
    ? `${verb} at step ${failure.stepNumber} of ${steps.length}: ${failure.title}`
    : `${verb} half-way`;
}

/** Heading of the run, in one sentence. */
export function sayRun(plan: PlanView): string {
  switch (plan.state) {
    case 'stopped':
      return sayHalt(plan, 'Stopped');
    case 'undo-stopped':
      return sayHalt(plan, 'Undo stopped');
    case 'suspended':
      return 'Waiting for AWS. It goes on by itself.';
    case 'undoing':
      return 'Putting everything back, newest first';
    case 'undone':
      return 'Put back, newest first';
    case 'left':
      return 'Where it was left';
    case 'waiting':
      if (plan.accounts.every(({ connection }) => connection === null))
        return 'Its owner makes it';
      return plan.steps.some(({ state }) => state === 'done')
        ? 'Our half is written'
        : 'The other half goes first';
    case 'quarantining':
      return 'Denying the role everything';
    case 'lifting':
      return 'Taking the quarantine away';
    case 'applying':
      return `Applying to ${sayAccounts(plan.accounts.length)}`;
    default:
      return `Applied to ${sayAccounts(plan.accounts.length)}`;
  }
}

type UndoPlan = {
  state?: PlanState;
  roleName: string;
  steps: readonly Pick<PlanView['steps'][number], 'operation' | 'accountId'>[];
  accounts: readonly Pick<PlanAccountView, 'accountId' | 'connection'>[];
};

/** Undo deletes a role that the plan made. One that stood before stays, and so does its owner's. */
const deletesRole = ({ steps, accounts }: UndoPlan): boolean =>
  steps.some(
    ({ operation, accountId }) =>
      operation === 'CreateRole' &&
      accounts.some((one) => one.accountId === accountId && one.connection !== null),
  );

/** What undo does, before it is asked for and after. */
export const sayUndo = (plan: UndoPlan): { ask: string; loss: string; done: string } =>
  deletesRole(plan) || plan.state === 'quarantined'
    ? {
        ask: `Undo: delete ${plan.roleName} and put everything back?`,
        loss: 'Whoever crosses through this role loses it.',
        done: `${plan.roleName} is deleted and every policy has the text it had before.`,
      }
    : {
        ask: 'Undo: put everything back?',
        loss: `${plan.roleName} stays, without what this plan gave it.`,
        done: `${plan.roleName} stays, and every policy has the text it had before.`,
      };
