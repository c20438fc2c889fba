import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { Actor, EndStore, StoredPlan } from '@/lib/ports';
import { type StartDeps, startRun } from './saga/start-run';

type Deps = StartDeps & { ends: Pick<EndStore, 'update'> };

type Input = { planId: string; typedName: string };

/** Starts putting everything back as it was. Who loses access is typed by name. */
export async function undoPlan(
  deps: Deps,
  actor: Actor,
  { planId, typedName }: Input,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:undo');
  if (denied) return err(denied);
  return startRun(deps, actor, {
    planId,
    event: 'plan.undo',
    verb: 'asked to undo',
    to: 'undoing',
    from: [
      'stopped',
      'suspended',
      'waiting',
      'applied',
      'proven',
      'refuted',
      'quarantined',
      'left',
      'undo-stopped',
    ],
    refuse: (plan) => refuseName(plan, typedName),
    // One that has ended goes whole, not back to what it was before its last change.
    prepare: ({ state }) =>
      deps.ends.update(planId, {
        ...(state !== 'undo-stopped' && { isRemoving: state === 'quarantined' }),
      }),
  });
}

function refuseName({ body }: StoredPlan, typedName: string): AppError | null {
  if (typedName.trim() === body.roleName) return null;
  const message = `Type the name ${body.roleName} to undo the plan.`;
  return { kind: 'invalid_input', message, fields: { typedName: message } };
}
