import type { StoredPlan, StoredStep } from '@/lib/ports';
import type { PlanFailureView } from '../plan-views';
import type { PlanFixture } from './plan-fixture';
import { soNow } from './plan-sentence';

/** What is where, after a run has stopped; null while nothing has. */
export function failureView(
  plan: StoredPlan,
  fixture: PlanFixture,
): PlanFailureView | null {
  const isUndo = plan.state === 'undo-stopped';
  const last = isUndo && plan.quarantine ? [plan.quarantine] : [];
  const stopped = [...plan.steps, ...last].find(
    ({ state }) => state === 'stopped' || state === 'suspended',
  );
  if (!stopped) return null;
  return {
    stepNumber: stopped.number,
    title: isUndo
      ? `${stopped.title} was not put back`
      : `${stopped.title} was not written`,
    cause: stopped.detail ?? 'The run was interrupted.',
    awsCode: stopped.awsCode,
    awsMessage: stopped.awsMessage,
    written: titlesOf(plan.steps, isWritten),
    asBefore: titlesOf(plan.steps, (step) => !isWritten(step)),
    soNow: isUndo
      ? 'Some of what was written still stands, and may still let somebody in.'
      : soNow(plan, fixture),
    canRetry: plan.state !== 'left',
  };
}

const isWritten = ({ state, doneAt }: StoredStep): boolean =>
  state === 'done' || (doneAt !== null && state !== 'undone');

const titlesOf = (steps: StoredStep[], pick: (step: StoredStep) => boolean): string[] =>
  steps.filter(pick).map(({ title }) => title);
