import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { PolicyCheck } from '@/lib/setup/policy/policy-check';

type Says = PolicyCheck['says'];
type Meaning = { from: number; to: number; words: string };

/** What the innermost value around a place means, of those that there is something to say about. */
export function meaningAt(state: EditorState, at: number, says: Says): Meaning | null {
  const words = new Map(says.map((one) => [one.at, one.words]));
  for (let node = syntaxTree(state).resolveInner(at, 1); ; ) {
    // A key means what its value means.
    const value = node.name === 'Property' ? (node.lastChild ?? node) : node;
    const found = words.get(value.from);
    if (found) return { from: node.from, to: node.to, words: found };
    if (!node.parent) return null;
    node = node.parent;
  }
}

/** The end of what is underlined for a value that begins at a place: never more than its line. */
export function endOfValue(state: EditorState, at: number): number {
  const node = syntaxTree(state).resolveInner(at, 1);
  const line = state.doc.lineAt(at);
  const end = node.from === at ? node.to : line.to;
  return Math.max(Math.min(end, line.to), Math.min(at + 1, state.doc.length));
}
