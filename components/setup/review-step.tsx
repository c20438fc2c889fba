'use client';
import { useMemo } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { inSentence } from './guard-rows';
import { summaryOf } from './summary';
import type { Wizard } from './use-wizard';
import { fieldId, fieldOfHash, sayProblem } from './wizard-fields';

export function ReviewStep({ wizard }: { wizard: Wizard }) {
  const { refusal, problems, form } = wizard;
  return (
    <div className="grid gap-5">
      {refusal ? <RefusalBanner wizard={wizard} /> : null}
      <ProblemLinks wizard={wizard} />
      {problems.length === 0 && form.isFresh ? (
        <p className="text-muted">
          Nothing is written yet. The plan shows every statement before you apply it.
        </p>
      ) : null}
      <Summary wizard={wizard} />
    </div>
  );
}

function RefusalBanner({ wizard }: { wizard: Wizard }) {
  const { refusal } = wizard;
  if (!refusal) return null;
  return refusal.kind === 'already_so' ? (
    <Banner tone="ok" title="No change: already so" isAnnounced>
      {refusal.message}
    </Banner>
  ) : (
    <Banner tone="danger" title="The plan was not made" isAnnounced>
      {refusal.message}
    </Banner>
  );
}

/**
 * Links to the fields that are in the way. The fields stand on other screens, so a press is
 * taken on its way down and opens that screen first.
 */
function ProblemLinks({ wizard }: { wizard: Wizard }) {
  const key = JSON.stringify(wizard.problems);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same problems keep the focus where it is
  const problems = useMemo(
    () =>
      wizard.problems.map((problem) => ({
        fieldId: fieldId(problem.field),
        message: sayProblem(problem),
      })),
    [key],
  );
  return (
    <div
      className="empty:hidden"
      onClickCapture={(event) => {
        const link = event.target instanceof Element ? event.target.closest('a') : null;
        const name = fieldOfHash(link?.hash ?? '');
        if (!name) return;
        event.preventDefault();
        event.stopPropagation();
        wizard.showField(name);
      }}
    >
      <ErrorSummary problems={problems} />
    </div>
  );
}

function Summary({ wizard }: { wizard: Wizard }) {
  return (
    <dl className="grid">
      {summaryOf(wizard.form).map((row) => (
        <div
          key={row.field}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-hairline py-2 last:border-0 sm:grid-cols-[112px_minmax(0,1fr)_auto]"
        >
          <dt className="text-sm text-muted max-sm:col-span-full">{row.label}</dt>
          <dd className="min-w-0 wrap-anywhere">{row.value}</dd>
          <dd>
            <Button
              size="small"
              variant="quiet"
              aria-label={`Change ${inSentence(row.label)}`}
              onPress={() => wizard.showField(row.field)}
            >
              Change
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}
