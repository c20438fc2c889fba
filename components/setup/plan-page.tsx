'use client';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { ButtonLink } from '@/components/ui/button-link';
import { useNow } from '@/components/ui/use-now';
import { focusNextDifference } from './next-difference';
import { PlanAgain } from './plan-again';
import { ApplyBar } from './plan-apply-bar';
import { PlanBeforeAfter } from './plan-before-after';
import { PlanChanges } from './plan-changes';
import { PlanEnd } from './plan-end';
import { PlanExport } from './plan-export';
import { PlanFindings } from './plan-findings';
import { PlanGains } from './plan-gains';
import { PlanGive } from './plan-give';
import { PlanHalf } from './plan-half';
import { PlanHandOver } from './plan-hand-over';
import { PlanHeader } from './plan-header';
import { PlanPreflight } from './plan-preflight';
import { PlanProof } from './plan-proof';
import { PlanRun } from './plan-run';
import { PlanSelfTest } from './plan-self-test';
import { canApply, isStanding } from './plan-state';
import { sayUndo } from './plan-words';
import { UndoDialog } from './undo-dialog';
import { useFocusOnRun } from './use-focus-on-run';
import { type PlanModel, type PlanPageProps, usePlan } from './use-plan';
import { letterKey, useShortcuts } from './use-shortcuts';

/** A plan from its first look to its proof: what changes, the run, and what came of it. */
export function PlanPage(props: PlanPageProps) {
  const model = usePlan(props);
  const { plan } = model;
  const [isUndoOpen, setUndoOpen] = useState(false);
  const nowMs = useNow(1_000);
  const isApplicable = canApply(plan, new Date(nowMs ?? plan.createdAt));
  useFocusOnRun(plan.state === 'ready');
  useShortcuts([
    letterKey('d', focusNextDifference),
    letterKey('a', () => {
      if (isApplicable && model.pending === null) void model.act('apply');
    }),
  ]);
  const openUndo = () => setUndoOpen(true);
  return (
    <div className="grid min-w-0 gap-6">
      <PlanHeader
        plan={plan}
        actions={<PlanExport plan={plan} exportUrl={`${props.statusUrl}/export`} />}
      />
      <PlanNotes model={model} isExpired={plan.state === 'ready' && !isApplicable} />
      {isStanding(plan) ? <PlanProof model={model} onUndo={openUndo} /> : null}
      {isStanding(plan) ? <PlanSelfTest test={props.selfTest} /> : null}
      <PlanEnd model={model} onUndo={openUndo} />
      {isStanding(plan) ? <PlanHandOver plan={plan} /> : null}
      {props.give && props.mayGive ? (
        <PlanGive plan={plan} view={props.give} calls={props.giveCalls} />
      ) : null}
      {props.half ? (
        <PlanHalf model={model} page={props} half={props.half} onUndo={openUndo} />
      ) : null}
      {plan.state === 'ready' ? null : <PlanRun model={model} onUndo={openUndo} />}
      <PlanBeforeAfter plan={plan} />
      <PlanWarnings warnings={plan.warnings} />
      <PlanChanges plan={plan} />
      <section aria-labelledby="plan-gains" className="card min-w-0">
        <PlanGains plan={plan} />
      </section>
      <PlanFindings plan={plan} />
      <PlanPreflight page={props} isReady={plan.state === 'ready'} />
      {plan.state === 'ready' ? (
        <ApplyBar model={model} isApplicable={isApplicable} half={props.half} />
      ) : null}
      <UndoDialog model={model} isOpen={isUndoOpen} onOpenChange={setUndoOpen} />
    </div>
  );
}

function PlanNotes({ model, isExpired }: { model: PlanModel; isExpired: boolean }) {
  const { plan, refusal, pollError } = model;
  return (
    <>
      {isExpired ? (
        <Banner
          tone="warn"
          title="This plan is too old to apply"
          action={
            <PlanAgain model={model} isSmall>
              Look again
            </PlanAgain>
          }
        >
          The accounts may have changed since. Nothing was written.
        </Banner>
      ) : null}
      {plan.state === 'undone' ? (
        <Banner
          tone="info"
          title="Nothing of this plan stands"
          action={
            plan.anew === 'now' ? (
              <PlanAgain model={model} isSmall>
                Make a new plan
              </PlanAgain>
            ) : (
              <ButtonLink href="/new" size="small">
                New access
              </ButtonLink>
            )
          }
        >
          {sayUndo(plan).done}
        </Banner>
      ) : null}
      {refusal ? (
        <Banner tone="danger" title="That was not done" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      {pollError ? (
        <Banner tone="warn" title="The state could not be read just now" isAnnounced>
          {pollError} What was begun goes on by itself.
          {model.isRunning ? ' This page asks again every second.' : null}
        </Banner>
      ) : null}
    </>
  );
}

function PlanWarnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <Banner
      tone="warn"
      title={warnings.length === 1 ? 'Mind this' : `Mind these ${warnings.length}`}
    >
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Banner>
  );
}
