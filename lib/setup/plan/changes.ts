import type { PlannedStep } from '@/lib/ports';
import type { Access } from '../recipes/recipe';
import type { RoleRequest } from '../recipes/role-request';
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
  access: Access,
  steps: PlannedStep[],
  world: KnownWorld,
): Changes {
  const counted = steps
    .filter((step) => step.write.kind !== 'create-role')
    .map((step) => countedOf(access, step, steps, world));
  const sum = (pick: (diff: DocumentDiff) => number) =>
    counted.reduce((total, { diff }) => total + pick(diff), 0);
  const long = counted.find(
    ({ change }) => change.sizeCharacters > change.limitCharacters,
  )?.change;
  return {
    accounts: accountsOf(access.request, counted, world),
    added: sum(({ added }) => added),
    changed: sum(({ changed }) => changed),
    removed: sum(({ removed }) => removed),
    tooLong: long ? sayTooLong(long) : null,
  };
}

const sayTooLong = ({ kind, target, sizeCharacters, limitCharacters }: PlanChangeView) =>
  `The ${kind} ${target} would have ${sizeCharacters.toLocaleString('en')} characters; AWS takes ${limitCharacters.toLocaleString('en')}. Trust fewer principals by name, or remove policies that are not needed.`;

function countedOf(
  { request, fieldOf }: Access,
  step: PlannedStep,
  steps: PlannedStep[],
  world: KnownWorld,
): Counted {
  const isTrust = step.write.kind === 'put-trust';
  const isNewRole = isTrust && steps.some(({ write }) => write.kind === 'create-role');
  const before = isNewRole ? null : step.before;
  const diff = diffStatements(before, step.after, fieldOf);
  const account = world.readings.get(step.accountId)?.collected;
  const change: PlanChangeView = {
    mark: before === null ? '+' : '~',
    kind: isNewRole ? 'role' : isTrust ? 'trust policy' : 'inline policy',
    target: targetOf(step, request.roleName),
    ...sizeOf(step, account),
    statements: diff.statements,
    unchangedTotal: diff.unchangedTotal,
  };
  return { change, diff, accountId: step.accountId };
}

const targetOf = ({ target }: PlannedStep, roleName: string): string =>
  target.kind === 'inline-policy'
    ? `${target.policyName} on ${target.principal} ${target.principalName}`
    : roleName;

function accountsOf(
  { who, trustingAccountId }: RoleRequest,
  counted: Counted[],
  world: KnownWorld,
): PlanAccountView[] {
  const trusting = { side: 'trusting', accountId: trustingAccountId } as const;
  const isOne = who === null || who.accountId === trustingAccountId;
  const sides = isOne
    ? [trusting]
    : [{ side: 'trusted', accountId: who.accountId } as const, trusting];
  return sides.map(({ side, accountId }) => {
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
