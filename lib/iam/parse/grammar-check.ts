import type { DocumentProblem, PolicyKind } from './policy';

/** How far a check of the grammar has come, and what it found wrong. */
export type GrammarCheck = {
  kind: PolicyKind;
  /** Null while it looks at the document as a whole. */
  statementIndex: number | null;
  problems: DocumentProblem[];
};

export function complain(
  { problems, statementIndex }: GrammarCheck,
  code: string,
  message: string,
  element: string | null,
): void {
  problems.push({ code, message, statementIndex, element });
}
