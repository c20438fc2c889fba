'use client';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import type { EndView, PlanView } from '@/lib/setup/plan-views';
import { PlanLinks } from './plan-links';
import { isStanding } from './plan-state';
import type { PlanModel } from './use-plan';

type PlanEndProps = { model: PlanModel; onUndo: () => void };
type EndingPlan = PlanView & { end: EndView };

const isEnding = (plan: PlanView): plan is EndingPlan =>
  plan.end !== null &&
  (isStanding(plan) || ['quarantining', 'quarantined', 'lifting'].includes(plan.state));

/** When the crossing ends, how far its end has come, and what a person may do about it. */
export function PlanEnd({ model, onUndo }: PlanEndProps) {
  const { plan } = model;
  if (!isEnding(plan)) return null;
  const { note, isStopped, besides } = plan.end;
  return (
    <section aria-labelledby="plan-end" className="card grid min-w-0 gap-3 p-4 sm:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 id="plan-end" className="text-lg">
          Its end
        </h2>
        {isStopped ? <Badge tone="warn">stopped by hand</Badge> : null}
      </div>
      <p className="text-muted">
        <WhatComes plan={plan} />
      </p>
      {besides.length > 0 && !isStopped ? <GoesFirst besides={besides} /> : null}
      {note ? (
        <Banner tone="warn" title="It does not go on by itself">
          {note} It is looked at again every hour.
        </Banner>
      ) : null}
      <div className="flex flex-wrap gap-2 max-sm:[&_.btn]:flex-auto">
        {plan.state === 'quarantined' ? (
          <QuarantinedActions model={model} end={plan.end} onUndo={onUndo} />
        ) : (
          <StandingActions model={model} plan={plan} />
        )}
      </div>
    </section>
  );
}

function WhatComes({ plan }: { plan: EndingPlan }): ReactNode {
  const { end, roleName } = plan;
  const then = `${end.graceDays} ${end.graceDays === 1 ? 'day' : 'days'} later the plan is undone, where nobody has changed what it wrote.`;
  if (plan.state === 'quarantined')
    return (
      <>
        {roleName} is denied everything, also in sessions that were opened before.{' '}
        {end.isStopped || !end.removeAt ? (
          'It stays so until somebody removes it or lifts the quarantine.'
        ) : (
          <>
            The plan is undone at <Time at={end.removeAt} format="moment" />, where nobody
            has changed what it wrote.
          </>
        )}
      </>
    );
  if (plan.isAsItself)
    return (
      <>
        The policies let {roleName} in until <Time at={end.endsAt} format="moment" />.{' '}
        {end.isStopped
          ? 'Nothing else is done by itself.'
          : 'The plan is undone then, where nobody has changed what it wrote.'}
      </>
    );
  return (
    <>
      The trust lets nobody in from <Time at={end.endsAt} format="moment" /> on.{' '}
      {end.isStopped
        ? 'Nothing else is done by itself.'
        : `${roleName} is denied everything then, and ${then}`}
    </>
  );
}

/** What somebody has given to the role beside the crossing. */
function GoesFirst({ besides }: Pick<EndView, 'besides'>) {
  return (
    <div className="grid gap-1">
      <p className="text-muted">
        These plans let its role do more, and are undone before the role is removed:
      </p>
      <PlanLinks plans={besides} />
    </div>
  );
}

function StandingActions({ model, plan }: { model: PlanModel; plan: EndingPlan }) {
  const isBusy = model.isRunning || model.pending !== null;
  return (
    <>
      {plan.whyNotChange ? null : (
        <ChangeButton model={model}>Change the date…</ChangeButton>
      )}
      <Button
        isDisabled={isBusy}
        isPending={model.pending === 'endNow'}
        pendingText="Ending…"
        onPress={() => void model.act('endNow')}
      >
        {plan.end.note ? 'Try again' : 'End it now'}
      </Button>
      {plan.end.isStopped ? null : <StopButton model={model}>Stop its end</StopButton>}
    </>
  );
}

type QuarantinedActionsProps = PlanEndProps & { end: EndView };

function QuarantinedActions({ model, end, onUndo }: QuarantinedActionsProps) {
  const isBusy = model.isRunning || model.pending !== null;
  return (
    <>
      <Button
        isDisabled={isBusy}
        isPending={model.pending === 'lift'}
        pendingText="Starting…"
        onPress={() => void model.act('lift')}
      >
        Lift the quarantine
      </Button>
      {end.isStopped || end.note ? (
        <Button
          isDisabled={isBusy}
          isPending={model.pending === 'endNow'}
          pendingText="Looking…"
          onPress={() => void model.act('endNow')}
        >
          {end.note ? 'Try again' : 'Let it be removed'}
        </Button>
      ) : (
        <StopButton model={model}>Stop the removal</StopButton>
      )}
      <Button variant="danger" isDisabled={isBusy} onPress={onUndo}>
        Remove now…
      </Button>
    </>
  );
}

type WordedProps = { model: PlanModel; children: string };

function StopButton({ model, children }: WordedProps) {
  return (
    <Button
      variant="quiet"
      isDisabled={model.isRunning || model.pending !== null}
      isPending={model.pending === 'stopEnd'}
      pendingText="Stopping…"
      onPress={() => void model.act('stopEnd')}
    >
      {children}
    </Button>
  );
}

/** Opens the crossing in the wizard, with its fields as they were. */
function ChangeButton({ model, children }: WordedProps) {
  return (
    <Button
      isDisabled={model.isRunning || model.pending !== null}
      isPending={model.pending === 'change'}
      pendingText="Opening…"
      onPress={() => void model.change()}
    >
      {children}
    </Button>
  );
}
