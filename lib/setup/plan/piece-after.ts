import { withAudience } from '@/lib/core/provider-text';
import { sameDocument } from '@/lib/core/same-document';
import {
  type MergeRefusal,
  mergeRefusal,
  mergeStatement,
} from '@/lib/iam/render/merge-statement';
import {
  policyOf,
  policyText,
  type RenderedStatement,
} from '@/lib/iam/render/policy-text';
import { removeStatement } from '@/lib/iam/render/remove-statement';
import type { Piece } from '../recipes/piece';
import type { DraftFieldName } from '../schema';
import { goneText } from './gone-text';
import { sayTarget } from './say-target';

/** What a piece is where nothing stood before. */
export function freshText({ content }: Pick<Piece, 'content'>): string | null {
  switch (content.kind) {
    case 'object':
      return content.document;
    case 'whole':
      return content.text;
    case 'merged':
      return policyText(policyOf(...content.statements));
    case 'listed':
    case 'gone':
      return null;
    default:
      return content satisfies never;
  }
}

/**
 * What a piece shall be, by what stands now. Null when what stands must not be written over, and
 * for nothing at all where a grant is taken away.
 *
 * @param standing null where nothing stands
 */
export function textAfter(piece: Piece, standing: string | null): string | null {
  const { content } = piece;
  if (content.kind === 'object') return standing ?? content.document;
  if (content.kind === 'listed') return withListed(content, standing);
  if (content.kind === 'gone') {
    const left = goneText(content, piece.target, standing);
    return left.ok ? left.value : standing;
  }
  if (content.kind === 'whole' || isOpen(content.placeholder, standing))
    return freshText(piece);
  const merged = content.statements.reduce<string | null>(
    (text, statement) => (text === null ? null : mergeStatement(text, statement)),
    standing,
  );
  return (content.gone ?? []).reduce(without, merged);
}

const withListed = (
  { audience }: Extract<Piece['content'], { kind: 'listed' }>,
  standing: string | null,
): string | null => (standing === null ? null : withAudience(standing, audience));

function without(document: string | null, statement: RenderedStatement): string | null {
  const removal = document === null ? null : removeStatement(document, statement);
  return removal?.kind === 'removed' ? removal.document : document;
}

const isOpen = (placeholder: string | null, standing: string | null): boolean =>
  standing === null || sameDocument(standing, placeholder);

/** What stands that must not be written over, and what to do about it; null when nothing does. */
export function refusalOf(
  { content, target }: Piece,
  standing: string | null,
): string | null {
  if (content.kind === 'gone') {
    const left = goneText(content, target, standing);
    return left.ok ? null : left.error;
  }
  if (content.kind === 'listed') return standing === null ? sayGone(target) : null;
  if (content.kind !== 'merged' || isOpen(content.placeholder, standing)) return null;
  return refusedMerge(target, [...content.statements, ...(content.gone ?? [])], standing);
}

function refusedMerge(
  target: Piece['target'],
  statements: RenderedStatement[],
  standing: string | null,
): string | null {
  for (const statement of statements) {
    const refusal = mergeRefusal(standing, statement);
    if (refusal) return say(sayTarget(target), refusal, statement.Sid);
  }
  return null;
}

const sayGone = (target: Piece['target']): string =>
  `${sayTarget(target)} is gone by now. Read the account again, and plan anew.`;

/** Everything that is refused, by the field that has to change. */
export function refusalsOf(
  pieces: Piece[],
  standingOf: (piece: Piece) => string | null,
): Partial<Record<DraftFieldName, string>> {
  const told = pieces.flatMap((piece) => {
    const refusal = refusalOf(piece, standingOf(piece));
    return refusal ? [[piece.field, refusal]] : [];
  });
  return Object.fromEntries(told);
}

function say(what: string, refusal: MergeRefusal, sid: string): string {
  switch (refusal) {
    case 'unreadable':
      return `${what} cannot be read as a policy. Repair it first.`;
    case 'old-version':
      return `${what} is of a version without variables, and our statement needs one. Set its Version to 2012-10-17 first.`;
    case 'foreign-sid':
      return `${what} has the Sid ${sid} on a statement that is not ours. Give that statement another Sid first.`;
    default:
      return refusal satisfies never;
  }
}
