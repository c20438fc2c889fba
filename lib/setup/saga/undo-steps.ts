import { ok } from '@/lib/core/result';
import type { AwsWrite, StoredStep } from '@/lib/ports';
import { isByOwner } from '../plan/by-owner';
import { documentOf } from '../plan/plan-steps';
import { sameDocument } from '../plan/same-document';
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
  const { write } = step;
  switch (write.kind) {
    case 'create-role':
      return {
        ...move,
        write: { kind: 'delete-role', roleName: write.roleName },
        veto: openRole(step),
      };
    case 'put-trust':
      return { ...move, write: { ...write, document: step.before ?? '' } };
    case 'put-inline-policy':
      return { ...move, write: restoreInline(write, step.before) };
    default:
      throw new Error(`A plan never makes the step ${write.kind}.`);
  }
}

function restoreInline(
  write: Extract<AwsWrite, { kind: 'put-inline-policy' }>,
  before: string | null,
): AwsWrite {
  const { document: _, ...target } = write;
  return before === null
    ? { ...target, kind: 'delete-inline-policy' }
    : { ...write, document: before };
}

/** A role is deleted only while its trust is the placeholder we gave it: nobody uses it then. */
function openRole(step: StoredStep): NonNullable<Move['veto']> {
  return async (run, connection) => {
    const live = await run.deps.aws.readTarget(connection, step.target);
    if (!live.ok) return live;
    const isClosed = sameDocument(documentOf(live.value), step.after);
    return ok(
      isClosed
        ? null
        : `The trust policy of ${run.plan.body.roleName} was changed by somebody else, so the role was not deleted.`,
    );
  };
}
