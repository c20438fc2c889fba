'use client';
import { ApplyStepper } from '@/components/bridge/apply-stepper';
import { Deck } from '@/components/bridge/deck';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { PlanFailureView, PlanView } from '@/lib/setup/plan-views';
import { HaltActions } from './halt-actions';
import { isHalted, isUndoableBehind } from './plan-state';
import { sayRun } from './plan-words';
import { RUN_TITLE_ID } from './use-focus-on-run';
import type { PlanModel } from './use-plan';

type PlanRunProps = { model: PlanModel; onUndo: () => void };

/** The run, step by step, while it goes and wherever it ended. */
export function PlanRun({ model, onUndo }: PlanRunProps) {
  const { plan } = model;
  const actions = <HaltActions model={model} onUndo={onUndo} />;
  const isShownAtStep = plan.steps.some(
    (step) => step.state === 'stopped' || step.state === 'suspended',
  );
  return (
    <section
      aria-labelledby={RUN_TITLE_ID}
      className="card grid min-w-0 gap-3 p-4 sm:p-6"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2
          id={RUN_TITLE_ID}
          tabIndex={-1}
          className="text-lg wrap-anywhere"
          aria-live="polite"
        >
          {sayRun(plan)}
        </h2>
        {isHalted(plan) ? <HaltedAt plan={plan} /> : null}
      </div>
      {model.isRunning && plan.progress ? (
        <p className="flex items-center gap-3 text-muted">
          <span className="pending-deck" aria-hidden="true" />
          {plan.progress}
        </p>
      ) : null}
      <ApplyStepper
        steps={[...plan.steps, ...(plan.end?.quarantine ? [plan.end.quarantine] : [])]}
        shapeOf={(accountId) => sideOf(plan, accountId)}
        cause={plan.failure ? <FailureCause plan={plan} failure={plan.failure} /> : null}
        actions={isHalted(plan) ? actions : null}
      />
      {needsActions(plan) && !(isHalted(plan) && isShownAtStep) ? (
        <div className="stepper-actions">{actions}</div>
      ) : null}
    </section>
  );
}

function HaltedAt({ plan }: { plan: PlanView }) {
  const at = plan.steps.findLast((step) => step.at !== null)?.at;
  return at ? (
    <Badge tone={plan.state === 'suspended' ? 'warn' : 'danger'}>
      {plan.state === 'suspended' ? 'paused' : 'stopped'} <Time at={at} format="clock" />
    </Badge>
  ) : null;
}

const needsActions = (plan: PlanView) =>
  isHalted(plan) || plan.state === 'left' || isUndoableBehind(plan);

const sideOf = (plan: PlanView, accountId: string) =>
  plan.accounts.find((account) => account.accountId === accountId)?.side ?? 'trusting';

type FailureCauseProps = { plan: PlanView; failure: PlanFailureView };

/** Why it stopped in our words, then in AWS's, then what stands where. */
function FailureCause({ plan, failure }: FailureCauseProps) {
  const awsWords = [failure.awsCode, failure.awsMessage].filter(Boolean).join(': ');
  const rows = [
    { term: 'Written', text: failure.written.join(', ') || 'nothing' },
    { term: 'As before', text: failure.asBefore.join(', ') || 'nothing' },
  ];
  return (
    <>
      <p className="font-strong">{failure.cause}</p>
      {awsWords ? <code className="block">{awsWords}</code> : null}
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
        {rows.map(({ term, text }) => (
          <div key={term} className="contents">
            <dt className="text-muted">{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <dt className="text-muted">So now</dt>
        <dd className="flex flex-wrap items-center gap-x-3">
          {failure.soNow}
          <span className="w-16">
            <Deck state={plan.before.deck} isSilent />
          </span>
        </dd>
      </dl>
    </>
  );
}
