import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, AttestationStore, Clock } from '@/lib/ports';
import { getPreflight, type PreflightDeps } from './get-preflight';
import type { AttestInput, PreflightView } from './schema';

type Deps = PreflightDeps & {
  attestations: AttestationStore;
  activity: Pick<ActivityLog, 'append'>;
  clock: Pick<Clock, 'now'>;
};

/** A person vouches for what the console cannot check, or takes that back. */
export async function attestItem(
  deps: Deps,
  actor: Actor,
  { planId, item, isChecked }: AttestInput,
): Promise<Result<PreflightView[], AppError>> {
  const denied = requirePermission(actor, 'plan:apply');
  if (denied) return err(denied);
  const { workspaceId, userId, name } = actor;
  const plan = await deps.plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const did = isChecked ? 'says to have checked' : 'no longer vouches for';
  await deps.activity.append({
    workspaceId,
    actorId: userId,
    actorName: name,
    event: isChecked ? 'preflight.attested' : 'preflight.withdrawn',
    outcome: 'ok',
    sentence: `${name} ${did} ${item.replaceAll('-', ' ')}: ${plan.title}.`,
    target: plan.body.roleArn,
    planId,
    details: { item },
  });
  const row = { planId, item, personId: userId, personName: name, at: deps.clock.now() };
  if (isChecked) await deps.attestations.put(row);
  else await deps.attestations.remove(planId, item);
  return getPreflight(deps, actor, planId);
}
