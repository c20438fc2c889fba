'use client';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { EditedKind } from '@/lib/setup/policy/complete-elements';
import type { PolicyCheck } from '@/lib/setup/policy/policy-check';
import { createEditor } from './editor/create-editor';
import { replaceAll, showFindings } from './editor/diagnostics';
import { meaningAt } from './editor/place-words';
import type { Caret } from './policy-props';

type Checked = PolicyCheck & { text: string };

type Options = {
  kind: EditedKind;
  value: string;
  caret: Caret;
  placeholder: string;
  searchUrl: string;
  onChange: (value: string) => void;
  onCleaned: (removed: string[]) => void;
  checked: Checked | null;
};

type Latest = RefObject<Options>;

/** What the values of the text mean; nothing while the answer belongs to another text. */
const saysOf = (latest: Latest, state: EditorState): PolicyCheck['says'] => {
  const { checked } = latest.current;
  return checked?.text === state.doc.toString() ? checked.says : [];
};

const meaningIn = (latest: Latest, state: EditorState): string | null =>
  meaningAt(state, state.selection.main.head, saysOf(latest, state))?.words ?? null;

type Told = {
  onText: (text: string) => void;
  onMeaning: (words: string | null) => void;
};

function openEditor(parent: HTMLElement, latest: Latest, told: Told): EditorView {
  const { value: text, caret, kind, searchUrl, placeholder } = latest.current;
  const view = createEditor({
    ...{ parent, text, kind, searchUrl, placeholder },
    onText: told.onText,
    onCursor: (state) => told.onMeaning(meaningIn(latest, state)),
    onCleaned: (removed) => latest.current.onCleaned(removed),
    saysOf: (state) => saysOf(latest, state),
  });
  if (!caret) return view;
  view.dispatch({ selection: { anchor: caret[0], head: caret[1] } });
  view.focus();
  return view;
}

/** The editor in its holder, its text and findings kept in step with the page. */
export function usePolicyEditor(options: Options) {
  const holder = useRef<HTMLDivElement>(null);
  const latest = useRef(options);
  latest.current = options;
  // Texts that were told to the page and have not come back from it.
  const told = useRef<string[]>([]);
  const [view, setView] = useState<EditorView | null>(null);
  const [meaning, onMeaning] = useState<string | null>(null);
  const { value, checked } = options;

  useEffect(() => {
    if (!holder.current) return;
    const onText = (text: string) => {
      told.current.push(text);
      latest.current.onChange(text);
    };
    const made = openEditor(holder.current, latest, { onText, onMeaning });
    setView(made);
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const at = told.current.indexOf(value);
    told.current.splice(0, at + 1);
    if (at < 0 && view && view.state.doc.toString() !== value) replaceAll(view, value);
  }, [value, view]);

  useEffect(() => {
    if (!view || checked?.text !== view.state.doc.toString()) return;
    showFindings(view, checked);
    onMeaning(meaningIn(latest, view.state));
  }, [view, checked]);

  return { holder, view, meaning };
}
