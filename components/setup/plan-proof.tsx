'use client';
import { Deck } from '@/components/bridge/deck';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { CopyButton } from '@/components/ui/copy-button';
import { Time } from '@/components/ui/time';
import { rolePath } from '@/lib/core/links';
import type { PlanView } from '@/lib/setup/plan-views';
import type { ProofCheckView, ProofView } from '@/lib/setup/schema';
import { CrossingNotes } from './crossing-notes';
import { HowProven } from './how-proven';
import { sayProof, sayUntested } from './plan-words';
import { ProofTrail } from './proof-trail';
import type { PlanModel } from './use-plan';

type PlanProofProps = { model: PlanModel; onUndo: () => void };

/** What was proven by real calls, and what one can do with the crossing now. */
export function PlanProof({ model, onUndo }: PlanProofProps) {
  const { proof } = model.plan;
  return (
    <section aria-labelledby="plan-proof" className="card min-w-0">
      {proof ? (
        <>
          <ProofTold proof={proof} plan={model.plan} />
          {model.plan.isRestore ? null : <ProofTrail model={model} trail={proof.trail} />}
        </>
      ) : (
        <NoProof model={model} />
      )}
      {model.isTesting ? (
        <p
          role="status"
          className="flex items-center gap-3 border-t border-hairline px-4 py-3 sm:px-6"
        >
          <span className="pending-deck" aria-hidden="true" />
          {model.plan.progress ?? 'Testing the crossing again with real calls…'}
        </p>
      ) : null}
      <DoneBar model={model} onUndo={onUndo} />
    </section>
  );
}

function NoProof({ model }: { model: PlanModel }) {
  const { isRunning, plan } = model;
  return (
    <div className="grid gap-1 px-4 py-5 sm:px-6">
      <h2 id="plan-proof" className="text-lg">
        {isRunning ? 'Testing the crossing' : 'Written, not tested yet'}
      </h2>
      <p className="text-muted">
        {isRunning
          ? (plan.progress ?? 'Real calls with real temporary keys…')
          : 'Both accounts have what the plan says. A test by real calls makes sure.'}
      </p>
    </div>
  );
}

type ProofToldProps = { proof: ProofView; plan: PlanView };

function ProofTold({ proof, plan }: ProofToldProps) {
  const isGreen = proof.state === 'green';
  return (
    <>
      <div className="grid gap-1 px-4 pt-5 pb-4 sm:px-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
          <h2 id="plan-proof" className="text-lg wrap-anywhere" aria-live="polite">
            {/* What the title of the page says already is not said again. */}
            {proof.sentence === plan.sentence ? 'The proof' : proof.sentence}
          </h2>
          <span className="flex flex-wrap gap-2">
            {proof.confirmed ? (
              <Badge tone="warn">{sayWord(proof)}</Badge>
            ) : (
              <Badge tone={isGreen ? 'ok' : 'danger'}>
                <span aria-hidden="true">{isGreen ? '✓' : '×'}</span>
                <span>{sayProof(proof)}</span>
              </Badge>
            )}
            {sayUntested(proof) ? <Badge>{sayUntested(proof)}</Badge> : null}
          </span>
        </div>
        <HowProven proof={proof} isRestore={plan.isRestore} />
        <Changed sentences={[...(proof.turned ?? []), ...(proof.drift ?? [])]} />
      </div>
      <div className="grid border-t border-hairline xl:grid-cols-[2fr_3fr]">
        <CheckList
          title="Must work"
          checks={proof.checks.filter((check) => check.expected === 'works')}
        />
        <div className="min-w-0 border-hairline max-xl:border-t xl:border-s">
          <CheckList
            title="Must not"
            checks={proof.checks.filter((check) => check.expected === 'denied')}
          />
        </div>
      </div>
    </>
  );
}

const sayWord = ({ before }: ProofView): string =>
  before ? 'confirmed, not seen by us' : 'said to be run, not proven';

/** What is otherwise than when the crossing was tested last, or than the plan wrote it. */
function Changed({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <>
      <h3 className="mt-2 text-md">What has changed</h3>
      <ul className="ps-5 list-disc">
        {sentences.map((sentence) => (
          <li key={sentence} className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </>
  );
}

type CheckListProps = { title: string; checks: readonly ProofCheckView[] };

function CheckList({ title, checks }: CheckListProps) {
  return (
    <div className="min-w-0 pb-2">
      <h3 className="flex justify-between gap-2 px-4 pt-4 pb-1 text-md sm:px-6">
        {title}
        <span className="text-sm font-normal text-muted">{checks.length}</span>
      </h3>
      <ul>
        {checks.map((check) => (
          <Check key={check.id} check={check} />
        ))}
      </ul>
    </div>
  );
}

const DECK_OF = { works: 'works', denied: 'denied', 'not-tested': 'untested' } as const;

function Check({ check }: { check: ProofCheckView }) {
  // Why a call was not made is a sentence, and wants the room of one.
  const isSkipped = check.outcome === 'not-tested';
  return (
    <li className="grid grid-cols-[48px_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-hairline px-4 py-2.5 last:border-b-0 sm:grid-cols-[48px_minmax(0,1fr)_auto_56px] sm:px-6">
      <span className="pt-1">
        <Deck state={DECK_OF[check.outcome]} />
      </span>
      <span className="wrap-anywhere">
        {check.sentence}
        {check.isAsExpected || isSkipped ? null : (
          <Badge tone="danger" className="ms-2">
            not as expected
          </Badge>
        )}
        {isSkipped ? <Evaluated check={check} /> : null}
        {isSkipped ? (
          <span className="block text-sm text-muted">{check.code}</span>
        ) : null}
      </span>
      <code className="text-muted wrap-anywhere max-sm:col-start-2 max-sm:row-start-2">
        {isSkipped ? null : check.code}
      </code>
      <span className="text-end text-sm whitespace-nowrap text-muted max-sm:col-start-3 max-sm:row-start-1">
        {check.durationMs === null ? '' : `${Math.round(check.durationMs)} ms`}
      </span>
    </li>
  );
}

/** What the engine says proves nothing, and never looks as if it did. */
function Evaluated({ check: { evaluated, expected } }: { check: ProofCheckView }) {
  if (!evaluated) return null;
  const isAgainst = evaluated === (expected === 'works' ? 'denied' : 'works');
  return (
    <Badge tone={isAgainst ? 'danger' : 'neutral'} className="ms-2">
      {isAgainst ? 'not as expected, by evaluation' : 'by evaluation, not called'}
    </Badge>
  );
}

function DoneBar({ model, onUndo }: PlanProofProps) {
  const { plan } = model;
  const isBusy = model.isRunning || model.pending !== null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-hairline px-4 py-4 sm:px-6 max-sm:[&_.btn]:flex-auto">
      <p className="min-w-0 flex-1 basis-72 text-sm text-muted">
        <code className="wrap-anywhere">{plan.roleArn}</code>
        <br />
        Next review <Time at={plan.reviewOn} format="date" />
        <CrossingNotes plan={plan} />
        {plan.whyNotChange ? (
          <>
            <br />
            It cannot be changed here: {plan.whyNotChange}
          </>
        ) : null}
      </p>
      {plan.whyNotChange ? null : (
        <Button
          isDisabled={isBusy}
          isPending={model.pending === 'change'}
          pendingText="Opening…"
          onPress={() => void model.change()}
        >
          Change…
        </Button>
      )}
      <Button isDisabled={isBusy} onPress={onUndo}>
        Undo…
      </Button>
      <Button
        isPending={model.pending === 'verify' || model.isTesting}
        pendingText="Testing…"
        onPress={() => void model.act('verify')}
      >
        {plan.proof ? 'Test again' : 'Test it'}
      </Button>
      <CopyButton text={plan.roleArn} what="ARN">
        Copy ARN
      </CopyButton>
      {plan.roleArn.includes(':role/') ? (
        <ButtonLink href={rolePath(plan.roleArn)} variant="primary">
          Use it now
        </ButtonLink>
      ) : null}
    </div>
  );
}
