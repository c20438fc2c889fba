import { locateStatements } from '@/lib/iam/render/locate-statements';

type Position = { Line: number; Column: number };

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return {
    Line: before.split('\n').length,
    Column: offset - before.lastIndexOf('\n'),
  };
}

/**
 * Where a statement stands in its document, as the policy simulator tells it: from behind
 * the bracket or comma before it to behind its last brace, lines and columns from 1.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Statement.html
 */
export function statementPlace(
  document: string,
  index: number,
): { StartPosition: Position; EndPosition: Position } | null {
  const found = locateStatements(document)?.items[index];
  if (!found) return null;
  const start = document.slice(0, found.start).trimEnd().length;
  return {
    StartPosition: positionAt(document, start),
    EndPosition: positionAt(document, found.end),
  };
}
