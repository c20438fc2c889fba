import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { PolicyFinding, TextFix } from '@/lib/setup/policy/policy-check';
import { endOfValue } from './place-words';

type Checked = { text: string; findings: PolicyFinding[] };

/** Underlines what was found, and says it where the pointer rests. */
export function showFindings(view: EditorView, { text, findings }: Checked): void {
  const diagnostics = findings.map(({ at, severity, message, fix }): Diagnostic => {
    const from = Math.min(at, view.state.doc.length);
    return {
      from,
      to: endOfValue(view.state, from),
      severity,
      message,
      actions: fix ? [{ name: fix.label, apply: () => applyFix(view, fix, text) }] : [],
    };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Writes a mend into the text that was checked; in any other its places are wrong. */
export function applyFix(
  view: EditorView,
  { from, to, insert }: TextFix,
  checkedText: string,
): void {
  if (view.state.doc.toString() !== checkedText) return;
  view.dispatch({ changes: { from, to, insert }, userEvent: 'input.fix' });
  view.focus();
}

export function goTo(view: EditorView, at: number): void {
  const anchor = Math.min(at, view.state.doc.length);
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
  view.focus();
}

/** Writes another text in place of the whole; undo brings the one before back. */
export function replaceAll(view: EditorView, insert: string): void {
  const { length: to } = view.state.doc;
  view.dispatch({ changes: { from: 0, to, insert }, userEvent: 'input.replace' });
}
