import { ok } from '@/lib/core/result';
import { sameDocument } from '@/lib/core/same-document';
import type { StoredStep } from '@/lib/ports';
import { isByOwner } from '../plan/by-owner';
import { documentOf } from '../plan/plan-steps';
import { writeOf } from '../plan/write-of';
import { type Move, makeStep } from './make-step';
import type { Outcome, Run } from './run-deps';

/** Puts back what the plan wrote, newest first, byte for byte. */
export async function undoSteps(run: Run): Promise<Outcome> {
  const isTheirs = isByOwner(run.plan);
  const written = run.plan.steps.filter(
    (step) =>
      !isTheirs(step) &&
      step.state !== 'undone' &&
      step.state !== 'waiting' &&
      (step.intendedAt !== null || step.doneAt !== null),
  );
  for (const step of [...written].reverse()) {
    const outcome = await makeStep(run, undoOf(step));
    if (outcome !== 'done') return outcome;
    step.state = 'undone';
  }
  return 'done';
}

function undoOf(step: StoredStep): Move {
  const move = { step, direction: 'undo', from: 'after', to: 'before' } as const;
  const write = writeOf(step.target, step.before);
  return step.write.kind === 'create-role'
    ? { ...move, write, veto: openRole(step, step.write.roleName) }
    : { ...move, write };
}

/** A role is deleted only while its trust is the one we made it with: nobody has opened it then. */
function openRole(step: StoredStep, roleName: string): NonNullable<Move['veto']> {
  return async (run, connection) => {
    const live = await run.deps.aws.readTarget(connection, step.target);
    if (!live.ok) return live;
    const isClosed = sameDocument(documentOf(live.value), step.after);
    return ok(
      isClosed
        ? null
        : `The trust policy of ${roleName} was changed by somebody else, so the role was not deleted.`,
    );
  };
}
