import { confirmationOf } from './handshake/owner-half';
import { isByOwner } from './plan/by-owner';
import { isRoleFirst } from './plan/is-role-first';
import type { PlanJob } from './plan-job';
import type { ProveDeps } from './proof/prove-deps';
import { makeApply } from './saga/apply-steps';
import type { Run, RunDeps } from './saga/run-deps';

type Deps = Pick<ProveDeps, 'attestations'> &
  RunDeps & {
    enqueue(job: PlanJob & { name: 'plan-run' }): Promise<void>;
  };

/** Our half: it stands, it waits for the other one, or the plan is no longer looked at from here. */
type OurHalf =
  | { kind: 'stands' }
  | { kind: 'awaited'; says: string }
  | { kind: 'moved-on' };

/**
 * Writes the first part of our half that names the role which the owner of the other account is
 * to make. No call of ours looks into that account: that AWS takes the part is what shows that
 * the role is there, and a refusal writes nothing. The rest is then written as any plan is.
 */
export async function tryOurHalf(run: Run<Deps>): Promise<OurHalf> {
  const { deps, plan } = run;
  if (!isRoleFirst(plan)) return { kind: 'stands' };
  const isTheirs = isByOwner(plan);
  const [first] = plan.steps.filter((step) => step.state !== 'done' && !isTheirs(step));
  if (!first) return { kind: 'stands' };
  const outcome = await makeApply(run, first);
  switch (outcome) {
    case 'awaited':
      return { kind: 'awaited', says: await sayAwaited(run) };
    case 'suspended':
      return {
        kind: 'awaited',
        says: 'AWS keeps us waiting: our half is written at the next look.',
      };
    case 'stopped':
      await deps.plans.setProgress(plan.id, null);
      await deps.plans.moveState(plan.id, ['waiting'], 'stopped');
      return { kind: 'moved-on' };
    case 'done':
      await goOn(run);
      return { kind: 'moved-on' };
    default:
      return outcome satisfies never;
  }
}

async function sayAwaited({ deps, plan }: Run<Deps>): Promise<string> {
  const { roleName, trustedAccountName } = plan.body;
  const confirmed = await confirmationOf(deps.attestations, plan);
  const word = confirmed ? `${confirmed.name} says that it is run. ` : '';
  return `${word}AWS does not know ${roleName} in ${trustedAccountName} yet, so our half is not written.`;
}

async function goOn({ deps, plan }: Run<Deps>): Promise<void> {
  const { id: planId, workspaceId } = plan;
  await deps.plans.setProgress(planId, null);
  if (await deps.plans.moveState(planId, ['waiting'], 'applying'))
    await deps.enqueue({ name: 'plan-run', workspaceId, planId });
}
