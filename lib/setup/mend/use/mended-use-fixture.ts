import { parseArn } from '@/lib/core/arn';
import type { BridgeView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { CALLER_LAYERS, lockOn, OWNER_LAYERS } from '../../judge-lock';
import { judgeWorst, sentenceOf } from '../../judge-role';
import type { Changes } from '../../plan/changes';
import { findingTurnsOf } from '../../plan/finding-turns';
import { groupRows } from '../../plan/group-rows';
import type { NewFixture } from '../../plan/plan-fixture';
import { partyOf } from '../../plan/turns';
import { type WhoGains, whoGains } from '../../plan/who-gains';
import type { PlanGainView } from '../../plan-views';
import type { Piece } from '../../recipes/piece';
import type { Worlds } from '../../recipes/recipe';
import type { Estates } from '../../world/estates';
import type { KnownWorld } from '../../world/load-world';
import { worldsOf } from '../../world/worlds-of';
import { isOutside } from '../is-outside';
import { answersIn } from './answers-in';
import type { UseMend } from './find-use-mend';
import { bucketIn, placeOf } from './place-of';

type Words = { subject: string; deed: string };
type Told = {
  world: KnownWorld;
  mend: UseMend;
  pieces: Piece[];
  estates: Estates;
  isConnected: boolean;
};

/** What the plan's page says of a mend of a use. */
export function mendedUseFixture(
  told: Told,
  { accounts, added, changed, removed }: Changes,
): NewFixture {
  const { world, mend, pieces, isConnected } = told;
  const { who } = mend;
  const worlds = worldsOf(world, pieces);
  const words = wordsOf(world, mend);
  const gains = whoGainsBy(told, worlds, words);
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
    gains: groupRows(gains.rows),
    gainsUnknown: gains.unknown,
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
function whoGainsBy({ mend, estates }: Told, worlds: Worlds, { deed }: Words): WhoGains {
  const { who } = mend;
  const use = (facts: WorldFacts) => judgeWorst(answersIn(facts, mend)).deck;
  const caller: PlanGainView = {
    who: partyOf(who.arn, worlds.nameOf),
    how: 'as itself, without another role',
    today: use(worlds.today),
    after: use(worlds.after),
    gains: deed,
  };
  const asked = { roleArn: who.arn, isAsItself: true, guards: [], named: [caller] };
  return whoGains({ ...asked, use, deed }, worlds, estates);
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
