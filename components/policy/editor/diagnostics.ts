import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { PolicyFinding, TextFix } from '@/lib/setup/policy/policy-check';
import { endOfValue } from './place-words';

/** Underlines what was found, and says it where the pointer rests. */
export function showFindings(view: EditorView, findings: PolicyFinding[]): void {
  const diagnostics = findings.map(({ at, severity, message, fix }): Diagnostic => {
    const from = Math.min(at, view.state.doc.length);
    return {
      from,
      to: endOfValue(view.state, from),
      severity,
      message,
      actions: fix ? [{ name: fix.label, apply: () => applyFix(view, fix) }] : [],
    };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

export function applyFix(view: EditorView, { from, to, insert }: TextFix): void {
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
