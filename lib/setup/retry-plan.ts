import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { Actor, EndStore, StoredPlan } from '@/lib/ports';
import { isChangedByAnother } from './plan/is-changed-by-another';
import { planOf } from './plan-of';
import { type StartDeps, startRun } from './saga/start-run';
import { findHeld, type HeldDeps } from './undo/find-held';
import { comingUndo } from './undo/may-undo';
import { undoneWith } from './undo/undone-with';

type Deps = StartDeps & HeldDeps & { ends: Pick<EndStore, 'listOnRole'> };

/** Goes on where a run or an undo has stopped. Steps that are done are not made again. */
export async function retryPlan(
  deps: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const found = await planOf(deps, actor, planId);
  if (!found.ok) return found;
  const isUndo = found.value.state === 'undo-stopped';
  return startRun(deps, actor, {
    planId,
    event: 'plan.retry',
    verb: 'asked to retry',
    to: isUndo ? 'undoing' : 'applying',
    from: isUndo ? ['undo-stopped'] : ['stopped', 'suspended', 'left'],
    refuse: async (stopped) => {
      if (isUndo) return refuseHeld(deps, stopped);
      const { replaces } = stopped.body;
      if (!replaces) return null;
      return (await isChangedByAnother(deps, stopped, replaces)) ? isOvertaken : null;
    },
  });
}

/** Another plan that is under way, and what AWS would not delete, are said at once, and not only when AWS has refused it for minutes. */
async function refuseHeld(deps: Deps, stopped: StoredPlan): Promise<AppError | null> {
  const { along, why } = await comingUndo(deps, stopped);
  if (why) return { kind: 'conflict', message: why };
  const message = await findHeld(deps, [...(await undoneWith(deps, stopped)), ...along]);
  return message === null ? null : { kind: 'conflict', message };
}

const isOvertaken: AppError = {
  kind: 'conflict',
  message:
    'The crossing that this changes was changed by another plan since. Undo this one, and make the change again.',
};
