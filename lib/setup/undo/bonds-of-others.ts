import { nameOfArn } from '@/lib/core/arn';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { AwsTarget, Bond, StoredPlan, StoredStep } from '@/lib/ports';
import { writtenQuarantine } from '../end/quarantine';
import { isByOwner } from '../plan/by-owner';

type Plan = Pick<StoredPlan, 'body' | 'steps' | 'quarantine'>;

/** What an undo takes back: what was written from here and is not put back yet. */
export function stepsToUndo(plan: Pick<StoredPlan, 'body' | 'steps'>): StoredStep[] {
  const isTheirs = isByOwner(plan);
  return plan.steps.filter(
    (step) =>
      !isTheirs(step) &&
      step.state !== 'undone' &&
      step.state !== 'waiting' &&
      (step.intendedAt !== null || (step.doneAt !== null && hasMark(step))),
  );
}

/** An audience bears no mark of whose it is: one that was there already is somebody else's. */
const hasMark = ({ target }: StoredStep): boolean => target.kind !== 'provider-audience';

/** The bonds of an object that an undo of these plans does not take off by itself. */
export function bondsOfOthers(bonds: Bond[], accountId: string, plans: Plan[]): Bond[] {
  const own = plans.flatMap((plan) => {
    const denial = writtenQuarantine(plan);
    return denial ? [...stepsToUndo(plan), denial] : stepsToUndo(plan);
  });
  const ours = new Set(
    own.filter((step) => step.accountId === accountId).map(({ target }) => keyOf(target)),
  );
  return bonds.filter((bond) => !ours.has(keyOf(bond)));
}

const keyOf = (tie: AwsTarget | Bond): string =>
  tie.kind === 'managed-attachment'
    ? keyOf({
        kind: 'principal-attachment',
        principal: 'role',
        principalName: tie.roleName,
        policyArn: tie.policyArn,
      })
    : canonicalJson(tie);

/** What such a bond is, seen from the object it hangs on. */
export function sayBond(bond: Bond, on: AwsTarget['kind']): string {
  switch (bond.kind) {
    case 'inline-policy':
      return `it has the policy ${bond.policyName}`;
    case 'principal-attachment':
      return on === 'managed-policy'
        ? `${bond.principal} ${bond.principalName} has it`
        : `the policy ${nameOfArn(bond.policyArn)} is attached to it`;
    case 'boundary':
      return `it is the boundary of ${bond.principal} ${bond.principalName}`;
    case 'role-in-profile':
      return on === 'role'
        ? `it is in the instance profile ${bond.profileName}`
        : `role ${bond.roleName} is in it`;
    default:
      return bond satisfies never;
  }
}
