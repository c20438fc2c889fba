import type { ProofNodeView } from '@/lib/core/views';

/** A whole document as lines, none of them marked. */
export const codeLinesOf = (text: string): ProofNodeView['lines'] =>
  text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line, isMatch: false }));
