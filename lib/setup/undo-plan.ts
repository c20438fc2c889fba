import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { Actor, EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import { type StartDeps, startRun } from './saga/start-run';
import { findHeld, type HeldDeps } from './undo/find-held';
import { markAlong } from './undo/mark-along';
import { comingUndo, UNDOABLE } from './undo/may-undo';
import { undoneWith } from './undo/undone-with';

type Deps = StartDeps &
  HeldDeps & {
    plans: Pick<PlanStore, 'saveNotes'>;
    ends: Pick<EndStore, 'update' | 'listOnRole'>;
  };

type Input = {
  planId: string;
  typedName: string;
  /** The plans that the person was told go along with it. */
  along?: string[];
};

/**
 * Starts putting everything back as it was. Who loses access is typed by name. What stands in the
 * way is said before anything is touched; the plans that go along with its role are undone first,
 * where the person was told of all of them.
 */
export async function undoPlan(
  deps: Deps,
  actor: Actor,
  { planId, typedName, along: agreed = [] }: Input,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:undo');
  if (denied) return err(denied);
  return startRun(deps, actor, {
    planId,
    event: 'plan.undo',
    verb: 'asked to undo',
    to: 'undoing',
    from: UNDOABLE,
    refuse: async (plan) =>
      refuseName(plan, typedName) ?? (await refuseUndo(deps, plan, agreed)),
    prepare: async (plan) => {
      const isSaid = agreed.length > 0 || plan.body.undoesAlong !== undefined;
      if (isSaid && !(await keepAgreed(deps, actor, plan, agreed))) return false;
      // One that has ended goes whole, not back to what it was before its last change.
      await deps.ends.update(planId, {
        ...(plan.state !== 'undo-stopped' && {
          isRemoving: plan.state === 'quarantined',
        }),
      });
      return true;
    },
    follow: async (plan) => {
      const { userId, name } = actor;
      const { along } = await comingUndo(deps, plan);
      await markAlong(deps, plan, along, { ids: agreed, userId, name });
    },
  });
}

function refuseName({ body }: StoredPlan, typedName: string): AppError | null {
  if (typedName.trim() === body.roleName) return null;
  const message = `Type the name ${body.roleName} to undo the plan.`;
  return { kind: 'invalid_input', message, fields: { typedName: message } };
}

async function refuseUndo(
  deps: Deps,
  plan: StoredPlan,
  agreed: string[],
): Promise<AppError | null> {
  const { along, why } = await comingUndo(deps, plan);
  if (why) return conflict(why);
  const untold = along.filter(({ id }) => !agreed.includes(id));
  if (untold.length > 0)
    return conflict(
      `${untold.map(({ title }) => `“${title}”`).join(', ')} would be undone too, since the role goes. Nothing was touched: reload the page, which lists what goes along.`,
    );
  const held = await findHeld(deps, [...(await undoneWith(deps, plan)), ...along]);
  return held === null ? null : conflict(`${held} Nothing was touched.`);
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });

/** Keeps which plans the person was told go along, so that a run which finds them unmarked knows. */
function keepAgreed(
  { plans }: Deps,
  actor: Actor,
  plan: StoredPlan,
  ids: string[],
): Promise<boolean> {
  const { undoesAlong: _, ...before } = plan.body;
  const { userId, name } = actor;
  const body = {
    ...before,
    ...(ids.length > 0 && { undoesAlong: { ids, userId, name } }),
  };
  const entry = {
    workspaceId: plan.workspaceId,
    actorId: userId,
    actorName: name,
    event: 'plan.undo',
    outcome: 'intent' as const,
    sentence: `${name} agreed that ${sayMore(ids.length)} undone first on the same role: ${plan.title}.`,
    target: plan.body.roleArn,
    planId: plan.id,
    details: { along: ids.join(' ') },
  };
  return plans.saveNotes(plan, { body, reviewOn: plan.reviewOn }, entry, UNDOABLE);
}

const sayMore = (total: number): string => {
  if (total === 0) return 'nothing else is';
  return total === 1 ? '1 more is' : `${total} more are`;
};
