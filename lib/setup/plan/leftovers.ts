import { canonicalJson } from '@/lib/core/canonical-json';
import { bareKey } from '@/lib/core/role-tag';
import type { RenderedStatement } from '@/lib/iam/render/policy-text';
import type { AwsTarget, StoredPlan, StoredStep } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import { madeTags } from './made-tags';
import { sameStatement, statementsIn } from './statements-in';

/** Objects stay: others may use them, and the role itself is what is changed. */
const GRANTS: AwsTarget['kind'][] = [
  'inline-policy',
  'managed-attachment',
  'principal-attachment',
  'role-tag',
  'bucket-policy',
  'key-policy',
];

/** What a crossing wrote into one target: what stood before it, and what it left last. */
type Written = { first: StoredStep; last: StoredStep };

/**
 * The pieces of a changed crossing, with what it does not want any more of the one before taken
 * away: statements of the same documents by their Sid, and grants elsewhere after all else, so
 * that the trust has closed to whoever held them.
 *
 * @param chain the plan that is changed and those it had replaced, newest first
 */
export function withLeftovers(pieces: Piece[], chain: StoredPlan[]): Piece[] {
  const written = writtenBy(chain);
  const kept = pieces.map((piece) => withGone(piece, written.get(keyOf(piece))));
  const wanted = new Set(pieces.map(keyOf));
  const gone = [...written]
    .filter(([key, { last }]) => !wanted.has(key) && GRANTS.includes(last.target.kind))
    .map(([, one]) => goneOf(one));
  return [...kept, ...gone];
}

/**
 * Objects that the crossing before had made and this one does not name: they stay, and are said.
 *
 * @param chain the plan that is changed and those it had replaced, newest first
 */
export function sayLeftBehind(pieces: Piece[], chain: StoredPlan[]): string[] {
  const wanted = new Set(pieces.map(keyOf));
  const written = JSON.stringify(pieces);
  return [...writtenBy(chain)].flatMap(([key, { last }]) => {
    const { target } = last;
    const isNamed = isProviderNamed(target, written);
    const isKept = 'tags' in last.write || target.kind === 'provider-audience';
    return isKept && !wanted.has(key) && !isNamed
      ? `${last.title} stays, as others may use it by now. Delete it in AWS if nobody does.`
      : [];
  });
}

/** Whether a crossing goes on using a provider, or the audience that it has there. */
function isProviderNamed(target: AwsTarget, written: string): boolean {
  if (target.kind === 'provider-audience')
    return written.includes(JSON.stringify(target.audience));
  return 'providerArn' in target && written.includes(target.providerArn);
}

/** What a crossing has left last in the place of a piece; null where it wrote nothing that stands. */
export function lastOfCrossing(
  chain: StoredPlan[],
): (piece: Pick<Piece, 'accountId' | 'target'>) => StoredStep | null {
  const written = writtenBy(chain);
  return (piece) => written.get(keyOf(piece))?.last ?? null;
}

const keyOf = ({ accountId, target }: Pick<Piece, 'accountId' | 'target'>): string =>
  canonicalJson({
    accountId,
    target: target.kind === 'role-tag' ? { ...target, key: bareKey(target.key) } : target,
  });

function writtenBy(chain: StoredPlan[]): Map<string, Written> {
  const written = new Map<string, Written>();
  const done = chain
    .toReversed()
    .flatMap(({ steps }) => steps.filter(({ state }) => state === 'done'));
  for (const step of done.flatMap((one) => [one, ...madeTags(one)])) {
    const key = keyOf(step);
    const first = written.get(key)?.first ?? step;
    // As it was before the crossing: what becomes of it from then on is its owner’s.
    if (step.after === null || step.after === first.before) written.delete(key);
    else written.set(key, { first, last: step });
  }
  return written;
}

function withGone(piece: Piece, written: Written | undefined): Piece {
  const { content } = piece;
  if (!written || content.kind !== 'merged') return piece;
  const wanted = content.statements.map(({ Sid }) => Sid);
  const gone = statementsOf(written).filter(({ Sid }) => !wanted.includes(Sid));
  if (gone.length === 0) return piece;
  return { ...piece, content: { ...content, gone: [...(content.gone ?? []), ...gone] } };
}

function goneOf(written: Written): Piece {
  const { last } = written;
  const { accountId, side, target } = last;
  return {
    accountId,
    side,
    target,
    title: `${last.title}, taken away`,
    field: 'who',
    content: contentOfGone(written),
  };
}

function contentOfGone({ first, last }: Written): Piece['content'] {
  // A tag has one value: one that replaced somebody’s is theirs again.
  const isTag = last.target.kind === 'role-tag';
  return {
    kind: 'gone',
    alone: isTag || first.before === null ? last.after : null,
    back: isTag ? first.before : null,
    statements: statementsOf({ first, last }),
  };
}

/** Statements that the crossing added, as it wrote them last; those without a Sid cannot be found. */
function statementsOf({ first, last }: Written): RenderedStatement[] {
  const older = statementsIn(first.before);
  // Our own plan wrote it.
  const ours = statementsIn(last.after) as RenderedStatement[];
  return ours.filter(
    (one) =>
      typeof one.Sid === 'string' && !older.some((other) => sameStatement(one, other)),
  );
}
