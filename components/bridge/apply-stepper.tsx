import type { ReactNode } from 'react';
import type { PartyShape, StepState, StepView } from '@/lib/core/views';
import { Time } from '../ui/time';
import { AccountChip } from './account-chip';

export type ApplyStepperProps = {
  steps: readonly StepView[];
  /** Why the run stopped and what is where; shown at the stopped step. */
  cause?: ReactNode;
  /** Retry, Undo, Leave; shown at the stopped step. */
  actions?: ReactNode;
  /** Which side an account plays, for its sign. */
  shapeOf?: ((accountId: string) => PartyShape) | undefined;
};

const stateWords: Record<StepState, string> = {
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  stopped: 'stopped',
  undone: 'undone',
  suspended: 'waits for somebody',
};

/** A run, step by step: a double rail behind what is done, dots ahead, a square where it stopped. */
export function ApplyStepper({ steps, cause, actions, shapeOf }: ApplyStepperProps) {
  const halted = steps.find(
    (step) => step.state === 'stopped' || step.state === 'suspended',
  );
  return (
    <ol className="stepper">
      {steps.map((step) => (
        <li
          key={step.number}
          data-state={step.state}
          aria-current={step.state === 'running' ? 'step' : undefined}
        >
          <span className="stepper-pier" aria-hidden="true">
            <span>{step.number}</span>
          </span>
          <div className="stepper-text">
            <StepHead step={step} />
            <StepBody step={step} shapeOf={shapeOf} />
            {step === halted ? <HaltedPart cause={cause} actions={actions} /> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepHead({ step }: { step: StepView }) {
  const isWaiting = step.state === 'waiting';
  const isPlain = step.state === 'done' || isWaiting;
  return (
    <div className="stepper-head">
      <p className={isWaiting ? undefined : 'font-strong'}>
        {step.title}
        <span className={isPlain ? 'sr-only' : 'font-normal text-muted'}>
          , {stateWords[step.state]}
        </span>
      </p>
      <span className="text-sm text-muted">
        {step.operation}
        {step.operation && step.at ? ', ' : null}
        {step.at ? <Time at={step.at} format="clock" /> : null}
      </span>
    </div>
  );
}

type StepBodyProps = Pick<ApplyStepperProps, 'shapeOf'> & { step: StepView };

function StepBody({ step, shapeOf }: StepBodyProps) {
  return (
    <>
      {step.accountName ? (
        <p className="text-sm">
          <AccountChip
            name={step.accountName}
            accountId={step.accountId}
            shape={step.accountId && shapeOf ? shapeOf(step.accountId) : undefined}
          />
        </p>
      ) : null}
      {step.detail ? (
        <p className="text-sm text-muted wrap-anywhere">{step.detail}</p>
      ) : null}
    </>
  );
}

type HaltedPartProps = { cause: ReactNode; actions: ReactNode };

function HaltedPart({ cause, actions }: HaltedPartProps) {
  return (
    <>
      {cause ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div className="stepper-cause" role="group" aria-label="Why it stopped">
          {cause}
        </div>
      ) : null}
      {actions ? <div className="stepper-actions">{actions}</div> : null}
    </>
  );
}
