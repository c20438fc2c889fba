'use client';
import { Button } from '@/components/ui/button';
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
  const { plan, pending } = model;
  const isRetryable = plan.state !== 'replaced' && (plan.failure?.canRetry ?? true);
  return (
    <>
      {isRetryable ? (
        <Choice note="Goes on where it stopped. What is written is not repeated.">
          <Button
            variant="primary"
            isWide
            isPending={pending === 'retry'}
            onPress={() => void model.act('retry')}
          >
            {sayRetry(model)}
          </Button>
        </Choice>
      ) : null}
      {canUndo(plan) ? (
        <Choice note="Puts back what the plan wrote, byte for byte, newest first. What others have written since stays.">
          <Button isWide isPending={pending === 'undo'} onPress={onUndo}>
            Undo…
          </Button>
        </Choice>
      ) : null}
      {plan.state === 'left' || plan.state === 'replaced' ? null : (
        <Choice note="Keeps what is written. The plan stays in the list, to retry or undo later.">
          <Button
            isWide
            isPending={pending === 'leave'}
            onPress={() => void model.act('leave')}
          >
            Leave as it is
          </Button>
        </Choice>
      )}
    </>
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
