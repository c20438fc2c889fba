import { err, ok, type Result } from '@/lib/core/result';
import { sameDocument } from '@/lib/core/same-document';
import { removeStatement } from '@/lib/iam/render/remove-statement';
import type { Piece } from '../recipes/piece';
import { sayTarget } from './say-target';

type Gone = Extract<Piece['content'], { kind: 'gone' }>;

/**
 * What is left of a document once our grant is out of it; null for nothing. A sentence where
 * somebody else has changed it so that ours cannot be told from theirs.
 */
export function goneText(
  { alone, back, statements }: Gone,
  target: Piece['target'],
  standing: string | null,
): Result<string | null, string> {
  if (standing === null) return ok(null);
  if (sameDocument(alone, standing)) return ok(back);
  // A tag of another value is not the one that we gave.
  if (target.kind === 'role-tag') return ok(standing);
  const left = statements.length === 0 ? null : withoutAll(standing, statements);
  return (
    left ??
    err(
      `${sayTarget(target)} was changed by somebody else since, so what is no longer wanted cannot be taken out of it. Take it out by hand first.`,
    )
  );
}

/** Null where one of them cannot be told from what somebody else has written. */
function withoutAll(
  standing: string,
  statements: Gone['statements'],
): Result<string | null, never> | null {
  let text = standing;
  for (const statement of statements) {
    const removal = removeStatement(text, statement);
    if (removal.kind === 'refused') return null;
    if (removal.kind === 'emptied') return ok(null);
    if (removal.kind === 'removed') text = removal.document;
  }
  return ok(text);
}
