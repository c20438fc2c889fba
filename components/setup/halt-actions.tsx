'use client';
import { Button } from '@/components/ui/button';
import { PlanAgain } from './plan-again';
import { canUndo } from './plan-state';
import type { PlanModel } from './use-plan';

type HaltActionsProps = { model: PlanModel; onUndo: () => void };

const sayRetry = (model: PlanModel) => {
  const { failure, state } = model.plan;
  if (state === 'undo-stopped') return 'Retry the undo';
  if (state === 'suspended') return 'Retry now';
  return failure ? `Retry step ${failure.stepNumber}` : 'Retry';
};

/** The ways on from a run that halted, or that a later plan took over, each with what it does. */
export function HaltActions({ model, onUndo }: HaltActionsProps) {
  const { plan } = model;
  // A later plan goes on from here: what this one wrote can be undone, and no more.
  const isReplaced = plan.state === 'replaced';
  const isRetryable = !isReplaced && (plan.failure?.canRetry ?? true);
  return (
    <>
      {plan.anew === 'now' ? (
        <Choice note="Opens the form of this plan, and plans by what is live now. Nothing was written, so nothing is to be undone.">
          <PlanAgain model={model} isWide>
            Make a new plan
          </PlanAgain>
        </Choice>
      ) : null}
      {isRetryable ? <Retry model={model} /> : null}
      {canUndo(plan) && !plan.isUntouched ? <Undo model={model} onUndo={onUndo} /> : null}
      {isReplaced || plan.state === 'left' ? null : <Leave model={model} />}
    </>
  );
}

function Retry({ model }: Pick<HaltActionsProps, 'model'>) {
  const isFirst = !model.plan.isUntouched;
  return (
    <Choice
      note={
        isFirst
          ? 'Goes on where it stopped. What is written is not repeated.'
          : 'Looks again, and goes on if everything is as it was when the plan was made.'
      }
    >
      <Button
        variant={isFirst ? 'primary' : undefined}
        isWide
        isPending={model.pending === 'retry'}
        onPress={() => void model.act('retry')}
      >
        {sayRetry(model)}
      </Button>
    </Choice>
  );
}

function Undo({ model, onUndo }: HaltActionsProps) {
  const { anew } = model.plan;
  const then =
    anew === 'after-undo' ? ' To go on by what is live now, make a new plan then.' : '';
  return (
    <Choice
      note={`Puts back what the plan wrote, byte for byte, newest first. What others have written since stays.${then}`}
    >
      <Button isWide isPending={model.pending === 'undo'} onPress={onUndo}>
        Undo…
      </Button>
    </Choice>
  );
}

function Leave({ model }: Pick<HaltActionsProps, 'model'>) {
  const note = model.plan.isUntouched
    ? 'The plan stays in the list, to retry later.'
    : 'Keeps what is written. The plan stays in the list, to retry or undo later.';
  return (
    <Choice note={note}>
      <Button
        isWide
        isPending={model.pending === 'leave'}
        onPress={() => void model.act('leave')}
      >
        Leave as it is
      </Button>
    </Choice>
  );
}

function Choice({ note, children }: { note: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      {children}
      <p className="text-sm text-muted">{note}</p>
    </div>
  );
}
