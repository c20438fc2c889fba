import { nameOfArn } from '@/lib/core/arn';
import { SESSION_TAG_KEYS } from '@/lib/core/session-tag-keys';
import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { CARRY_SID, carryStatement } from '@/lib/iam/render/carry-tags';
import { sameStatement, statementsIn } from '../plan/statements-in';
import type { Piece } from '../recipes/piece';
import type { KnownWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import {
  askForSomebody,
  type HandOut,
  hubPiece,
  NAMED,
  ownStatement,
  UNNAMED,
} from './hub-half';
import { trustPiece } from './trust-piece';

const SOURCE_IDENTITY = 'sts:SetSourceIdentity';
const TAGS = 'sts:TagSession';

/** All that our statement may let them carry, in the order in which it is written. */
export const CARRIED = [SOURCE_IDENTITY, TAGS];
const WRITTEN = [[SOURCE_IDENTITY], [TAGS], CARRIED];

const TAGGED = {
  Tags: Object.fromEntries(SESSION_TAG_KEYS.map((key) => [key, 'something'])),
  TransitiveTagKeys: [...SESSION_TAG_KEYS],
};

/** The console asks for the role for somebody, and says why, as it does where a request stands. */
export const askTagged = (facts: WorldFacts, handOut: HandOut): Answer =>
  askForSomebody(facts, handOut, { ...NAMED, ...TAGGED });

/**
 * What a trust policy that lets the console in does not let its sessions carry. Its own identity
 * is taken to be let do everything of it: what that lacks is another matter.
 */
export function notCarried(world: KnownWorld, handOut: HandOut, trust: string): string[] {
  const facts = worldAfter(world, [
    hubPiece(handOut, ownStatement(handOut)),
    { ...trustPiece(handOut), content: { kind: 'whole', text: trust } },
  ]);
  const named = askForSomebody(facts, handOut).reason !== 'source-identity-denied-trust';
  const params = { ...(named ? NAMED : UNNAMED), ...TAGGED };
  const tagged = askForSomebody(facts, handOut, params).reason;
  return [
    ...(named ? [] : [SOURCE_IDENTITY]),
    ...(tagged === 'tag-session-denied-trust' ? [TAGS] : []),
  ];
}

/**
 * A statement of its own beside whatever lets the console in: that one stays as it is. One of
 * ours that stands already is written over.
 */
export function carryPiece(handOut: HandOut, actions: string[]): Piece {
  return {
    ...trustPiece(handOut),
    content: {
      kind: 'merged',
      statements: [
        carryStatement(
          handOut.consoleArn,
          CARRIED.filter((one) => actions.includes(one)),
        ),
      ],
      placeholder: null,
    },
  };
}

/**
 * What our own statement lets them carry already: nothing where there is none of its name. Null
 * where one of that name is not as we write it for this console, which makes it somebody else's.
 */
export function carriedByOurs({ consoleArn }: HandOut, trust: string): string[] | null {
  const [own, ...others] = statementsIn(trust).filter(({ Sid }) => Sid === CARRY_SID);
  if (!own) return [];
  const written = WRITTEN.find((actions) =>
    sameStatement(own, { ...carryStatement(consoleArn, actions) }),
  );
  return (others.length === 0 && written) || null;
}

/** `say why in each session of data-read in Data` */
export const carryDeed = ({ roleArn }: HandOut, accountName: string): string =>
  `say for whom and why in each session of ${nameOfArn(roleArn)} in ${accountName}`;
