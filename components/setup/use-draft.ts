'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useEffect, useRef, useState } from 'react';
import type {
  DraftFields,
  DraftStepName,
  DraftView,
  SaveDraftInput,
} from '@/lib/setup/schema';
import { createDraftSaver, type SaveState } from './draft-saver';
import { dropStash, readStash, type Stashed, stashDraft, withStash } from './draft-stash';
import { saveDraftTo } from './save-draft-to';
import { STEPS } from './wizard-fields';

const SAVE_PAUSE_MS = 300;
const SAVE_AGAIN_MS = 5_000;
const STASH_KEPT_MS = 5_000;

export type Draft = {
  fields: DraftFields;
  set: (change: Partial<DraftFields>) => void;
  step: DraftStepName;
  goTo: (step: DraftStepName) => void;
  save: SaveState;
  /** Writes what is not written yet; false when it could not be. */
  flush: () => Promise<boolean>;
};

function useSaver(draft: DraftView, draftsUrl: string) {
  const [save, setSave] = useState<SaveState>({
    kind: 'saved',
    at: new Date(draft.savedAt),
  });
  // A reload may have left before the save arrived: what was typed outlives it for a while.
  const stashEnd = useRef<number | undefined>(undefined);
  const drop = () => dropStash(sessionStorage, draft.id);
  const keepStash = () => window.clearTimeout(stashEnd.current);
  const [saver] = useState(() =>
    createDraftSaver({
      save: saveDraftTo(draftsUrl),
      onState: (state) => {
        if (state.kind === 'saved')
          stashEnd.current = window.setTimeout(drop, STASH_KEPT_MS);
        setSave(state);
      },
      now: () => new Date(),
      delayMs: SAVE_PAUSE_MS,
      retryMs: SAVE_AGAIN_MS,
    }),
  );
  useEffect(() => saver.stop, [saver]);
  return { save, saver, keepStash };
}

/** The draft as it is typed: kept in this tab at once, on the server after a pause. */
export function useDraft(draft: DraftView, draftsUrl: string): Draft {
  const [fields, setFields] = useState(draft.fields);
  const [step, setStep] = useQueryState(
    'step',
    parseAsStringLiteral(STEPS)
      .withDefault(draft.step)
      .withOptions({ history: 'push', clearOnDefault: false }),
  );
  const { save, saver, keepStash } = useSaver(draft, draftsUrl);
  const latest = useRef<Stashed>({ step: draft.step, fields: draft.fields });

  function change(next: Stashed) {
    latest.current = next;
    keepStash();
    setFields(next.fields);
    stashDraft(sessionStorage, draft.id, next);
    // The id came from the server, which made it.
    const draftId = draft.id as SaveDraftInput['draftId'];
    saver.put({ draftId, ...next });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => {
    void readStash(sessionStorage, draft.id).then((stashed) => {
      if (stashed) change(withStash(stashed, draft.fields, latest.current));
    });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address moves the step
  useEffect(() => {
    if (latest.current.step !== step) change({ ...latest.current, step });
  }, [step]);

  return {
    fields,
    set: (patch) =>
      change({
        ...latest.current,
        fields: { ...latest.current.fields, ...patch },
      }),
    step,
    goTo: (next) => void setStep(next),
    save,
    flush: saver.flush,
  };
}
