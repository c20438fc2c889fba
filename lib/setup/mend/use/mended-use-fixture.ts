import { parseArn } from '@/lib/core/arn';
import type { BridgeView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { CALLER_LAYERS, lockOn, OWNER_LAYERS } from '../../judge-lock';
import { judgeWorst, sentenceOf } from '../../judge-role';
import type { Changes } from '../../plan/changes';
import { findingTurnsOf } from '../../plan/finding-turns';
import { indirectGains } from '../../plan/gains';
import { groupRows } from '../../plan/group-rows';
import type { PlanFixture } from '../../plan/plan-fixture';
import { partyOf } from '../../plan/turns';
import type { PlanGainView } from '../../plan-views';
import type { Piece } from '../../recipes/piece';
import type { Worlds } from '../../recipes/recipe';
import type { KnownWorld } from '../../world/load-world';
import { worldsOf } from '../../world/worlds-of';
import { isOutside } from '../is-outside';
import { answersIn } from './answers-in';
import type { UseMend } from './find-use-mend';
import { bucketIn, placeOf } from './place-of';

type Words = { subject: string; deed: string };
type Told = { world: KnownWorld; mend: UseMend; pieces: Piece[]; isConnected: boolean };

/** What the plan's page says of a mend of a use. */
export function mendedUseFixture(
  { world, mend, pieces, isConnected }: Told,
  { accounts, added, changed, removed }: Changes,
): PlanFixture {
  const { who } = mend;
  const worlds = worldsOf(world, pieces);
  const words = wordsOf(world, mend);
  const after = bridgeIn(worlds.after, world, mend, words);
  return {
    ...words,
    promise: after.sentence,
    before: bridgeIn(worlds.today, world, mend, words),
    after,
    accounts,
    added,
    changed,
    removed,
    gains: groupRows(gainsOf(mend, worlds, words)),
    losses: [],
    findings: findingTurnsOf(pieces, worlds),
    request: {
      partition: parseArn(mend.resource)?.partition ?? 'aws',
      who: isConnected ? who : null,
      trustingAccountId: mend.ownerId,
      roleName: who.name,
      guards: [],
    },
  };
}

const accountIn = ({ accounts }: KnownWorld, id: string) => {
  const account = accounts.find((one) => one.id === id);
  return { name: account?.name ?? id, isProduction: account?.isProduction ?? false };
};

const wordsOf = (
  world: KnownWorld,
  { who, action, resource, ownerId, isThroughS3 }: UseMend,
): Words => ({
  subject: `${who.name} in ${accountIn(world, who.accountId).name}`,
  deed: `call ${action} on ${placeOf(resource)} in ${accountIn(world, ownerId).name}${isThroughS3 ? ' through S3' : ''}`,
});

/** The caller, and whoever may become it first. */
function gainsOf(mend: UseMend, worlds: Worlds, { deed }: Words): PlanGainView[] {
  const { who } = mend;
  return [
    {
      who: partyOf(who.arn, worlds.nameOf),
      how: 'as itself, without another role',
      today: judgeWorst(answersIn(worlds.today, mend)).deck,
      after: judgeWorst(answersIn(worlds.after, mend)).deck,
      gains: deed,
    },
    ...(who.kind === 'role' ? indirectGains(who.arn, worlds, deed) : []),
  ];
}

/** The caller on one bank, the bucket or key on the other, and what has to agree between them. */
function bridgeIn(
  facts: WorldFacts,
  world: KnownWorld,
  mend: UseMend,
  words: Words,
): BridgeView {
  const { who, ownerId, resource } = mend;
  const { deck } = judgeWorst(answersIn(facts, mend));
  const locks = locksIn(facts, mend);
  const [caller, owner] = [accountIn(world, who.accountId), accountIn(world, ownerId)];
  return {
    left: {
      shape: isOutside(world, who.accountId) ? 'outside' : 'trusted',
      title: who.name,
      subtitle: caller.name,
      accountId: who.accountId,
      isProduction: caller.isProduction,
    },
    right: {
      shape: 'trusting',
      title: placeOf(resource),
      subtitle: owner.name,
      accountId: ownerId,
      isProduction: owner.isProduction,
    },
    deck,
    label: 'as itself',
    locks,
    sentence: sentenceOf(deck, [judgeWorst(answersIn(facts, mend))], locks, words),
  };
}

function locksIn(facts: WorldFacts, mend: UseMend): BridgeView['locks'] {
  const [itself, ...onKey] = answersIn(facts, mend);
  const bucket = bucketIn(mend.resource);
  const own = itself ? [itself] : [];
  const label = bucket === null ? 'key policy' : `bucket policy of ${bucket}`;
  return [
    lockOn(1, `policies of ${mend.who.name}`, [...own, ...onKey], CALLER_LAYERS),
    lockOn(2, label, own, OWNER_LAYERS),
    ...(onKey.length > 0
      ? [lockOn(3, `key policy of ${bucket}`, onKey, OWNER_LAYERS)]
      : []),
  ];
}
