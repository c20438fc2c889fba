'use client';
import clsx from 'clsx';
import type { FormEvent } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { OfferedDraft } from '@/lib/setup/draft-offer';
import { DraftOfferBanner } from './draft-offer-banner';
import { SCREEN_TITLE_ID } from './focus-field';
import { SaveNote } from './save-note';
import { StepNav } from './step-nav';
import { altDigit, submitKey, useShortcuts } from './use-shortcuts';
import { useWizard, type Wizard, type WizardProps } from './use-wizard';
import { isStepDone, STEP_TITLES, STEPS, stepBeside } from './wizard-fields';
import { WizardPicture, WizardStrip } from './wizard-picture';
import { WizardScreen } from './wizard-screen';

export type NewAccessWizardProps = WizardProps & {
  /** Fields that a link brought along. */
  offer: OfferedDraft | null;
};

/** Builds a crossing: recipe, who, what, review; nothing is written before the plan is applied. */
export function NewAccessWizard({ offer, ...props }: NewAccessWizardProps) {
  const wizard = useWizard(props);
  const { draft } = wizard;
  useShortcuts([
    ...STEPS.map((step, index) => altDigit(index + 1, () => wizard.showStep(step))),
    submitKey(() => void wizard.reviewPlan()),
  ]);
  const isDone = (step: (typeof STEPS)[number]) =>
    wizard.preview.data !== null &&
    STEPS.indexOf(step) < STEPS.indexOf('review') &&
    isStepDone(step, wizard.problems);
  return (
    <div className="grid min-w-0 gap-5">
      <header className="grid gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h1>New access</h1>
          <SaveNote draft={draft} />
        </div>
        <StepNav current={draft.step} isDone={isDone} goTo={wizard.showStep} />
      </header>
      {offer ? <DraftOfferBanner wizard={wizard} offer={offer} /> : null}
      <ChangeNote wizard={wizard} />
      <WizardStrip wizard={wizard} />
      {draft.step === 'recipe' ? (
        <WizardForm wizard={wizard} />
      ) : (
        <div className="grid min-w-0 gap-6 lg:grid-cols-[minmax(300px,420px)_minmax(0,1fr)]">
          <WizardForm wizard={wizard} />
          <WizardPicture wizard={wizard} />
        </div>
      )}
    </div>
  );
}

/** A draft that was opened from a plan's page makes the difference to it, nothing new. */
function ChangeNote({ wizard: { draft } }: { wizard: Wizard }) {
  if (draft.fields.changes === '') return null;
  return (
    <Banner
      tone="info"
      title={`You are changing ${draft.fields.roleName}`}
      action={
        <Button size="small" onPress={() => draft.set({ changes: '' })}>
          Make a new one instead
        </Button>
      }
    >
      The plan is the difference to what stands: what is no longer wanted is taken away.
    </Banner>
  );
}

const SCREEN_TITLES = {
  recipe: 'What do you want to build?',
  who: 'Who borrows access?',
  what: 'What do they get, and how is it guarded?',
  review: 'Check it once more',
} as const;

function WizardForm({ wizard }: { wizard: Wizard }) {
  const { step } = wizard.draft;
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (step === 'who') return wizard.showStep('what');
    void wizard.reviewPlan();
  }
  return (
    <form
      noValidate
      aria-label={`New access, ${STEP_TITLES[step]}`}
      className={clsx(
        'grid min-w-0 content-start gap-5 self-start',
        'max-lg:[&_:is(input,textarea,button,a)]:scroll-mt-44',
        step !== 'recipe' && 'card p-4 sm:p-6',
      )}
      onSubmit={onSubmit}
    >
      <h2 id={SCREEN_TITLE_ID} tabIndex={-1}>
        {SCREEN_TITLES[step]}
      </h2>
      <WizardScreen wizard={wizard} />
      {step === 'recipe' ? null : <WizardButtons wizard={wizard} />}
    </form>
  );
}

function WizardButtons({ wizard }: { wizard: Wizard }) {
  const { step } = wizard.draft;
  return (
    <div className="flex flex-wrap gap-2 border-t border-hairline pt-4">
      <Button onPress={() => wizard.showStep(stepBeside(step, -1))}>Back</Button>
      {step === 'who' ? (
        <Button type="submit" variant="primary" className="max-sm:flex-1">
          Continue
        </Button>
      ) : (
        <Button
          type="submit"
          variant="primary"
          className="max-sm:flex-1"
          isPending={wizard.isPlanning}
          pendingText="Making the plan…"
        >
          Review plan
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>⌘↵</Kbd>
          </span>
        </Button>
      )}
    </div>
  );
}
