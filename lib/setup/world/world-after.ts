import { accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount } from '@/lib/iam/world';
import { freshText, textAfter } from '../plan/piece-after';
import type { Piece } from '../recipes/piece';
import { documentIn } from './document-in';
import type { KnownWorld } from './load-world';
import { withDocument, withObject } from './with-document';
import { withoutDocument } from './without-document';

/** The document of the latest readings that a piece goes into; null when there is none. */
export function standingIn(
  { readings }: KnownWorld,
  { accountId, target }: Piece,
): string | null {
  const account = readings.get(accountId)?.collected;
  return account ? documentIn(account, target) : null;
}

/**
 * The latest readings with the pieces of a crossing in place: what the engine is asked about. A
 * document that is refused is taken for repaired, and then holds what the crossing needs.
 */
export function worldAfter(world: KnownWorld, pieces: Piece[]): WorldFacts {
  const changed = collectedAfter(world, pieces);
  const facts = [...world.readings].map(([id, reading]) => {
    const account = changed.get(id);
    return account ? accountFacts(id, account) : reading.facts;
  });
  return worldFacts(world.org ?? undefined, facts);
}

/** The readings of the accounts that the pieces change, with these in place. */
export function collectedAfter(
  world: KnownWorld,
  pieces: Piece[],
): Map<string, CollectedAccount> {
  const changed = new Map<string, CollectedAccount>();
  for (const piece of pieces) {
    const { accountId } = piece;
    const account = changed.get(accountId) ?? world.readings.get(accountId)?.collected;
    if (account) changed.set(accountId, withPiece(world, account, piece));
  }
  return changed;
}

function withPiece(
  { accounts }: KnownWorld,
  account: CollectedAccount,
  piece: Piece,
): CollectedAccount {
  const { content, target, accountId } = piece;
  const standing = documentIn(account, target);
  if (content.kind !== 'object') {
    const text = textAfter(piece, standing) ?? freshText(piece);
    return text === null
      ? withoutDocument(account, target)
      : withDocument(account, target, text);
  }
  const { partition = 'aws' } = accounts.find(({ id }) => id === accountId) ?? {};
  return standing === null
    ? withObject(account, target, content.write, { partition, accountId })
    : account;
}
