import type { DeckState, ProofNodeView, ProofVerdict } from '@/lib/core/views';

/** How a node looks: never a green tick where nobody could look or nothing was said. */
export type ProofLook = 'ok' | 'if' | 'no' | 'unread' | 'silent' | 'aside';

type VerdictWords = { look: ProofLook; mark: string; words: string };

export const verdictWords: Record<ProofVerdict, VerdictWords> = {
  allows: { look: 'ok', mark: '✓', words: 'allows' },
  'allows-if': { look: 'if', mark: 'if', words: 'allows, if' },
  denies: { look: 'no', mark: '×', words: 'denies' },
  silent: { look: 'silent', mark: '', words: 'says nothing' },
  'not-read': { look: 'unread', mark: '?', words: 'not ours to read' },
  'not-applicable': { look: 'aside', mark: '–', words: 'does not apply' },
};

/** The node that a denied bridge is cut after: the first deny, else the first silence. */
export function blockingNode(
  nodes: readonly ProofNodeView[],
  deck: DeckState,
): ProofNodeView | undefined {
  if (deck !== 'denied') return undefined;
  return (
    nodes.find((node) => node.verdict === 'denies') ??
    nodes.find((node) => node.verdict === 'silent')
  );
}

/** `line 5`, `lines 4 to 8`, or null when nothing matches. */
export function matchedLines(lines: ProofNodeView['lines']): string | null {
  const numbers = lines.filter((line) => line.isMatch).map((line) => line.number);
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return null;
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}
