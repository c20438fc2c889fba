import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { Actor, EndStore } from '@/lib/ports';
import { isChangedByAnother } from './plan/is-changed-by-another';
import { planOf } from './plan-of';
import { type StartDeps, startRun } from './saga/start-run';

type Deps = StartDeps & { ends: Pick<EndStore, 'listOnRole'> };

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
      const { replaces } = stopped.body;
      if (isUndo || !replaces) return null;
      return (await isChangedByAnother(deps, stopped, replaces)) ? isOvertaken : null;
    },
  });
}

const isOvertaken: AppError = {
  kind: 'conflict',
  message:
    'The crossing that this changes was changed by another plan since. Undo this one, and make the change again.',
};
