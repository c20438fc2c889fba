import { operationOf } from '@/lib/core/operation-of';
import { err, ok, type Result } from '@/lib/core/result';
import { sameDocument } from '@/lib/core/same-document';
import type { AwsWrite, PlannedStep, TargetState } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import { refusalOf, textAfter } from './piece-after';
import { writeOf } from './write-of';

/** Tags that make an object ours: which plan made it, and in which step. */
export const PLAN_TAG = 'drawbridge:plan';
export const STEP_TAG = 'drawbridge:step';

/** A piece with what stands of it at AWS now. */
export type LivePiece = { piece: Piece; live: TargetState };

type Change = { piece: Piece; before: string | null; after: string | null };

export const documentOf = (state: TargetState): string | null =>
  state.exists ? state.document : null;

/**
 * The writes that bring every account from what is live to what was asked for, in the order of
 * the pieces. Empty when nothing differs.
 */
export function planSteps(
  planId: string,
  pieces: LivePiece[],
): Result<PlannedStep[], string> {
  const asked = withoutMadeTags(pieces);
  const refusals = asked.flatMap(
    ({ piece, live }) => refusalOf(piece, documentOf(live)) ?? [],
  );
  if (refusals.length > 0) return err(refusals.join(' '));
  const changes = asked.flatMap((piece) => changeOf(piece) ?? []);
  return ok(changes.map((change, index) => stepOf(planId, index + 1, change)));
}

/** A role that is still to be made gets its tags when it is made. */
const withoutMadeTags = (pieces: LivePiece[]): LivePiece[] =>
  pieces.filter(
    ({ piece: { target, accountId } }) =>
      target.kind !== 'role-tag' ||
      !pieces.some(
        ({ piece: other, live }) =>
          other.target.kind === 'role' &&
          other.target.roleName === target.roleName &&
          other.accountId === accountId &&
          !live.exists,
      ),
  );

function changeOf({ piece, live }: LivePiece): Change | null {
  const standing = documentOf(live);
  const after = textAfter(piece, standing);
  const { content } = piece;
  // What is still to be made will hold its placeholder when this step is reached.
  const before = standing ?? placeholderOf(content);
  const isRefused = after === null && content.kind !== 'gone';
  return isRefused || sameDocument(before, after) ? null : { piece, before, after };
}

const placeholderOf = (content: Piece['content']): string | null =>
  content.kind === 'merged' || content.kind === 'whole'
    ? (content.placeholder ?? null)
    : null;

function stepOf(
  planId: string,
  number: number,
  { piece: { accountId, side, title, target, content }, before, after }: Change,
): PlannedStep {
  const ours = { [PLAN_TAG]: planId, [STEP_TAG]: String(number) };
  const write: AwsWrite =
    content.kind === 'object'
      ? { ...content.write, tags: { ...content.write.tags, ...ours } }
      : writeOf(target, after);
  const [, operation = ''] = operationOf(write).split(':');
  return { number, title, accountId, side, operation, target, write, before, after };
}
