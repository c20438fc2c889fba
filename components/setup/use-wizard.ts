'use client';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import { planPath } from '@/lib/core/links';
import { followDraft } from '@/lib/setup/blank/follow-draft';
import type {
  DraftFieldName,
  DraftFields,
  DraftStepName,
  DraftView,
} from '@/lib/setup/schema';
import { focusField, focusScreen } from './focus-field';
import type { Form } from './form';
import { firstFieldOf } from './recipe-leads';
import { type Draft, useDraft } from './use-draft';
import { type Preview, usePreview } from './use-preview';
import { useTypedField } from './use-typed-field';
import {
  FIELDS,
  type FieldMessages,
  type FieldProblem,
  isFieldName,
  problemsOf,
} from './wizard-fields';

type CreatePlan = (input: { draftId: string }) => Promise<Outcome<{ planId: string }>>;

export type WizardProps = {
  draft: DraftView;
  searchUrl: string;
  previewUrl: string;
  /** Where drafts are kept; the draft's id follows. */
  draftsUrl: string;
  createPlan: CreatePlan;
};

type Refusal = { kind: string; message: string };

export type Wizard = {
  form: Form;
  /** Takes a whole draft as it is: what follows from its fields is in it. */
  replaceDraft: (fields: DraftFields) => void;
  draft: Draft;
  preview: Preview;
  problems: FieldProblem[];
  isPlanning: boolean;
  refusal: Refusal | null;
  reviewPlan: () => Promise<void>;
  /** Goes to the field's step and puts the caret there. */
  showField: (name: DraftFieldName) => void;
  showStep: (step: DraftStepName) => void;
  /** The fields of the step are on the page. */
  onShown: () => void;
};

function onlyFields(fields: Partial<Record<string, string>> | undefined): FieldMessages {
  const known = Object.entries(fields ?? {}).filter(([name]) => isFieldName(name));
  // Every key was looked at just above; Object.entries forgets that.
  return Object.fromEntries(known) as FieldMessages;
}

/** Asks for the plan and goes to it. What the server finds wrong comes back per field. */
function usePlanning(draftId: string, draft: Draft, createPlan: CreatePlan) {
  const router = useRouter();
  const [isPlanning, setPlanning] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [serverErrors, setServerErrors] = useState<FieldMessages>({});

  async function ask(): Promise<Outcome<{ planId: string }>> {
    if (!(await draft.flush())) return unreachable('The draft is not saved yet');
    return createPlan({ draftId }).catch(() => unreachable('The plan was not made'));
  }

  async function plan() {
    setPlanning(true);
    setRefusal(null);
    const outcome = await ask();
    if (outcome.ok) return router.push(planPath(outcome.value.planId));
    const fields = onlyFields(outcome.fields);
    const { kind = 'refused', message } = outcome;
    setPlanning(false);
    setServerErrors(fields);
    // What is said at a field need not be said a second time.
    setRefusal(Object.keys(fields).length > 0 ? null : { kind, message });
    draft.goTo('review');
  }

  const forget = (names: string[]) => {
    setRefusal(null);
    setServerErrors((known) =>
      onlyFields(
        Object.fromEntries(
          Object.entries(known).filter(([name]) => !names.includes(name)),
        ),
      ),
    );
  };
  return { isPlanning, refusal, serverErrors, plan, forget };
}

type Wanted = { step: DraftStepName; field: DraftFieldName | null };

const focusOn = (field: DraftFieldName | null) =>
  field ? focusField(field) : focusScreen();

/** Moves the caret along with the screen: to a field, or to the title of the screen. */
function useFocus(draft: Draft) {
  const wanted = useRef<Wanted | null>(null);
  function onShown() {
    const target = wanted.current;
    if (target?.step !== draft.step) return;
    wanted.current = null;
    focusOn(target.field);
  }
  function show(target: Wanted) {
    if (target.step === draft.step) return focusOn(target.field);
    wanted.current = target;
    draft.goTo(target.step);
  }
  return {
    onShown,
    showField: (field: DraftFieldName) => show({ step: FIELDS[field].step, field }),
    showStep: (step: DraftStepName) =>
      show({ step, field: firstFieldOf(step, draft.fields) }),
  };
}

export function useWizard(props: WizardProps): Wizard {
  const draft = useDraft(props.draft, props.draftsUrl);
  const preview = usePreview(props.previewUrl, draft.fields);
  const planning = usePlanning(props.draft.id, draft, props.createPlan);
  const typed = useTypedField(draft.fields);
  const focus = useFocus(draft);

  const fieldErrors = { ...preview.data?.fieldErrors, ...planning.serverErrors };
  const problems = problemsOf(fieldErrors, preview.data?.missing ?? []);
  const put = (change: Partial<DraftFields>) => {
    planning.forget(Object.keys(change));
    draft.set(change);
  };
  const form: Form = {
    fields: draft.fields,
    set: (typed) => put(followDraft(draft.fields, typed)),
    preview: preview.data,
    isFresh: preview.isFresh,
    errorOf: (name) => (name === typed ? undefined : fieldErrors[name]),
    warningOf: (name) => preview.data?.fieldWarnings[name],
    searchUrl: props.searchUrl,
  };
  const reviewPlan = async () => {
    if (planning.isPlanning) return;
    // An older verdict decides nothing: the server looks at the draft itself.
    if (problems.length > 0 && preview.isFresh) return focus.showStep('review');
    await planning.plan();
  };
  const { isPlanning, refusal } = planning;
  return {
    ...{ form, draft, preview, problems, isPlanning, refusal, reviewPlan },
    ...focus,
    replaceDraft: put,
  };
}
