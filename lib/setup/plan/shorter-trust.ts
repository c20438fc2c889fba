import type { IsKept } from '@/lib/iam/compact/compact-policy';
import { offerCompaction } from '@/lib/iam/compact/offer-compaction';
import type { PlannedStep } from '@/lib/ports';
import type { FieldNotes } from '../fields/field';
import type { Piece } from '../recipes/piece';
import type { KnownWorld } from '../world/load-world';
import { standingIn } from '../world/world-after';
import { refusalOf, textAfter } from './piece-after';
import { sayTarget } from './say-target';
import { sizeOf, trustLimitIn } from './sizes';

/** A trust policy that would be too long, and the text that says the same within the quota. */
type ShorterTrust = { text: string; warning: string };

/**
 * What is written instead of a trust policy that our statements would make too long: everything
 * that others wrote in it with equal statements brought together. Ours stay as they are, so that
 * they are found again. Null where the text fits, where it was written by hand, where what stands
 * must not be written over, and where no text is known that the engine answers every question
 * alike for and that fits.
 */
function shorterTrust(
  world: KnownWorld,
  piece: Piece,
  standing: string | null,
): ShorterTrust | null {
  const { target, content, accountId } = piece;
  if (target.kind !== 'trust' || content.kind !== 'merged') return null;
  if (refusalOf(piece, standing) !== null) return null;
  const account = world.readings.get(accountId)?.collected;
  const after = textAfter(piece, standing);
  const { sizeCharacters, limitCharacters } = sizeOf({ target, after }, account);
  if (after === null || sizeCharacters <= limitCharacters) return null;
  const offer = offerCompaction(after, 'trust', accountId, isOurs);
  if (!offer || offer.size > limitCharacters) return null;
  return {
    text: offer.text,
    warning: `${sayTarget(target)} would have ${say(sizeCharacters)} characters; AWS takes ${say(limitCharacters)}. So equal statements that others wrote in it are brought together: it then has ${say(offer.size)}, and lets in the same under the same conditions.`,
  };
}

/** Every grant that a plan writes in a trust has such a Sid; a quarantine and a revocation deny. */
const isOurs: IsKept = ({ Sid: sid, Effect: effect }) =>
  effect === 'Deny' || /May(?:Assume|HandOut)$/.test(String(sid));

type Fitted = { pieces: Piece[]; warnings: FieldNotes['warnings'] };

/** The pieces, with a shorter text for each trust that would be too long; told at its field. */
export function fitTrusts(
  world: KnownWorld,
  pieces: Piece[],
  standingOf: (piece: Piece) => string | null = (piece) => standingIn(world, piece),
): Fitted {
  const warnings: Fitted['warnings'] = {};
  const fitted = pieces.map((piece): Piece => {
    const shorter = shorterTrust(world, piece, standingOf(piece));
    if (!shorter) return piece;
    warnings[piece.field] = shorter.warning;
    return { ...piece, content: { kind: 'whole', text: shorter.text } };
  });
  return { pieces: fitted, warnings };
}

/** A trust at its limit may say the same in fewer characters; empty where it cannot. */
export function sayShorter(world: KnownWorld, steps: PlannedStep[]): string {
  const trust = steps.find(({ target }) => target.kind === 'trust');
  if (!trust?.after) return '';
  const { accountId } = trust;
  const offer = offerCompaction(trust.after, 'trust', accountId);
  return offer && offer.size <= trustLimitIn(world.readings.get(accountId)?.collected)
    ? ` This text says the same, with the statement in it, and has ${offer.size}: ${offer.text}`
    : '';
}

const say = (number: number): string => number.toLocaleString('en');
