'use client';
import type { DraftStepName } from '@/lib/setup/schema';
import { STEP_TITLES, STEPS } from './wizard-fields';

type StepNavProps = {
  current: DraftStepName;
  isDone: (step: DraftStepName) => boolean;
  goTo: (step: DraftStepName) => void;
};

const markOf = (isCurrent: boolean, isDone: boolean) => {
  if (isCurrent) return '●';
  return isDone ? '✓' : '○';
};

/** The four screens. Alt and the number of a screen go there from anywhere. */
export function StepNav({ current, isDone, goTo }: StepNavProps) {
  return (
    <nav aria-label="Steps" className="min-w-0">
      <ol className="tabs-list tabs-small">
        {STEPS.map((step, index) => (
          <li key={step} className="flex">
            <button
              type="button"
              className="tab max-sm:gap-1 max-sm:px-2"
              aria-current={step === current ? 'step' : undefined}
              data-selected={step === current || undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
              title={`Alt+${index + 1}`}
              onClick={() => goTo(step)}
            >
              {STEP_TITLES[step]}
              <span aria-hidden="true" className="text-xs">
                {markOf(step === current, isDone(step))}
              </span>
              {isDone(step) ? <span className="sr-only">done</span> : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
