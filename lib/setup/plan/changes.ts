import type { PlannedStep } from '@/lib/ports';
import type { ShareRequest } from '../recipes/share-bucket';
import type { PlanAccountView, PlanChangeView } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { type DocumentDiff, diffStatements } from './diff-statements';
import { sizeOf } from './sizes';

export type Changes = {
  accounts: PlanAccountView[];
  added: number;
  changed: number;
  removed: number;
  /** A document that would be too long for AWS, in words. */
  tooLong: string | null;
};

type Counted = { change: PlanChangeView; diff: DocumentDiff; accountId: string };

/** What a plan changes, account by account. Creating a role and opening it is one change. */
export function changesOf(
  request: ShareRequest,
  steps: PlannedStep[],
  world: KnownWorld,
): Changes {
  const counted = steps
    .filter((step) => step.write.kind !== 'create-role')
    .map((step) => countedOf(request, step, steps, world));
  const sum = (pick: (diff: DocumentDiff) => number) =>
    counted.reduce((total, { diff }) => total + pick(diff), 0);
  const long = counted.find(
    ({ change }) => change.sizeCharacters > change.limitCharacters,
  )?.change;
  return {
    accounts: accountsOf(request, counted, world),
    added: sum(({ added }) => added),
    changed: sum(({ changed }) => changed),
    removed: sum(({ removed }) => removed),
    tooLong: long ? sayTooLong(long) : null,
  };
}

const sayTooLong = ({ kind, target, sizeCharacters, limitCharacters }: PlanChangeView) =>
  `The ${kind} ${target} would have ${sizeCharacters.toLocaleString('en')} characters; AWS takes ${limitCharacters.toLocaleString('en')}. Trust fewer principals by name, or remove policies that are not needed.`;

function countedOf(
  request: ShareRequest,
  step: PlannedStep,
  steps: PlannedStep[],
  world: KnownWorld,
): Counted {
  const isTrust = step.write.kind === 'put-trust';
  const isNewRole = isTrust && steps.some(({ write }) => write.kind === 'create-role');
  const before = isNewRole ? null : step.before;
  const diff = diffStatements(before, step.after, (sid) => fieldOf(sid, request));
  const account = world.readings.get(step.accountId)?.collected;
  const change: PlanChangeView = {
    mark: before === null ? '+' : '~',
    kind: isNewRole ? 'role' : isTrust ? 'trust policy' : 'inline policy',
    target: targetOf(step, request),
    ...sizeOf(step, account),
    statements: diff.statements,
    unchangedTotal: diff.unchangedTotal,
  };
  return { change, diff, accountId: step.accountId };
}

function targetOf({ target }: PlannedStep, { who, roleName }: ShareRequest): string {
  if (target.kind !== 'inline-policy') return roleName;
  const holder =
    target.principalName === roleName ? `role ${roleName}` : `${who.kind} ${who.name}`;
  return `${target.policyName} on ${holder}`;
}

/** The field of the form that a statement comes from. */
function fieldOf(sid: string | null, request: ShareRequest): string {
  if (sid === 'TrustedMayAssume') {
    const guards = [
      request.requireMfa ? 'MFA' : null,
      request.externalId === null ? null : 'External ID',
    ];
    return ['Who needs it?', ...guards].filter((name) => name !== null).join(', ');
  }
  if (sid?.startsWith('Assume')) return 'Who needs it?';
  if (request.access === 'custom') return 'Permissions as JSON';
  const part = request.keys === null ? [] : ['Under'];
  return sid === 'LocateBucket' ? 'To what?' : ['May', ...part].join(', ');
}

function accountsOf(
  request: ShareRequest,
  counted: Counted[],
  world: KnownWorld,
): PlanAccountView[] {
  const sides = [
    { side: 'trusted', accountId: request.who.accountId },
    { side: 'trusting', accountId: request.trustingAccountId },
  ] as const;
  const isOne = request.who.accountId === request.trustingAccountId;
  return (isOne ? sides.slice(1) : sides).map(({ side, accountId }) => {
    const account = world.accounts.find(({ id }) => id === accountId);
    return {
      accountId,
      accountName: account?.name ?? accountId,
      side,
      isProduction: account?.isProduction ?? false,
      connection: account?.connection?.kind ?? null,
      changes: counted
        .filter((one) => one.accountId === accountId)
        .map(({ change }) => change),
    };
  });
}
