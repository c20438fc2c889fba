import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { BankView, BridgeView } from '@/lib/core/views';
import type { Answer } from '@/lib/iam/answer';
import { CALLER_LAYERS, lockOn, ROLE_LAYERS } from '../judge-lock';
import { deckOfAnswer, judgeWorst, sentenceOf } from '../judge-role';
import { accountOf } from '../plan/account-of';
import type { Changes } from '../plan/changes';
import { findingTurnsOf } from '../plan/finding-turns';
import { groupRows } from '../plan/group-rows';
import type { NewFixture } from '../plan/plan-fixture';
import { deckIn, partyOf, turnsOf } from '../plan/turns';
import { type WhoGains, whoGains } from '../plan/who-gains';
import type { PlanGainView } from '../plan-views';
import type { Worlds } from '../recipes/recipe';
import { askAssume } from '../world/ask';
import type { KnownWorld } from '../world/load-world';
import { worldsOf } from '../world/worlds-of';
import { isOutside } from './is-outside';
import type { MendOpening } from './mend-opening';
import type { Mend } from './mend-pieces';

type Words = { subject: string; deed: string };

/** What the plan's page says of a mend. */
export function mendFixture(
  opening: MendOpening,
  { accounts, added, changed, removed }: Changes,
): NewFixture {
  const { world, mend, pieces, facts, answer, isConnected } = opening;
  const { who, roleArn, guards } = mend;
  const worlds = { ...worldsOf(world, pieces), after: facts };
  const words = wordsOf(world, mend);
  const after = bridgeOf(world, mend, answer, words);
  const turns = turnsOf(roleArn, worlds);
  const gains = whoGainsBy(opening, worlds);
  return {
    ...words,
    promise: after.sentence,
    before: bridgeOf(world, mend, askAssume(world.facts, who.arn, roleArn), words),
    after,
    accounts,
    added,
    changed,
    removed,
    gains: groupRows(gains.rows),
    gainsUnknown: gains.unknown,
    losses: groupRows(turns.losses),
    findings: findingTurnsOf(pieces, worlds),
    request: {
      partition: parseArn(roleArn)?.partition ?? 'aws',
      who: isConnected ? who : null,
      trustingAccountId: parseArn(roleArn)?.accountId ?? '',
      roleName: nameOfArn(roleArn),
      guards,
    },
  };
}

function wordsOf(world: KnownWorld, { who, roleArn }: Mend): Words {
  return {
    subject: `${who.name} in ${accountOf(world, who.arn).name}`,
    deed: `become ${nameOfArn(roleArn)} in ${accountOf(world, roleArn).name}`,
  };
}

/** The caller, and whoever else may become the role by it or the caller first. */
function whoGainsBy({ mend, facts, estates }: MendOpening, worlds: Worlds): WhoGains {
  const { who, roleArn } = mend;
  const roleName = nameOfArn(roleArn);
  const deed = `what ${roleName} may do`;
  const caller: PlanGainView = {
    who: partyOf(who.arn, worlds.nameOf),
    how: `becomes ${roleName}`,
    today: deckIn(worlds.today, who.arn, roleArn),
    after: deckIn(facts, who.arn, roleArn),
    gains: deed,
  };
  const asked = { roleArn, isAsItself: false, guards: [], named: [caller], deed };
  return whoGains({ ...asked, use: () => 'works' }, worlds, estates);
}

/** The caller on one bank, the role on the other, and the two halves between them. */
function bridgeOf(
  world: KnownWorld,
  { who, roleArn }: Mend,
  answer: Answer,
  words: Words,
): BridgeView {
  const roleName = nameOfArn(roleArn);
  const deck = deckOfAnswer(answer);
  const locks = [
    lockOn(1, `policies of ${who.name}`, [answer], CALLER_LAYERS),
    lockOn(2, `trust policy of ${roleName}`, [answer], ROLE_LAYERS),
  ];
  return {
    left: bankOf(world, who.arn, isOutside(world, who.accountId) ? 'outside' : 'trusted'),
    right: bankOf(world, roleArn, 'trusting'),
    deck,
    label: '',
    locks,
    sentence: sentenceOf(deck, [judgeWorst([answer])], locks, words),
  };
}

function bankOf(world: KnownWorld, arn: string, shape: BankView['shape']): BankView {
  const { id, name, isProduction } = accountOf(world, arn);
  return { shape, title: nameOfArn(arn), subtitle: name, accountId: id, isProduction };
}
