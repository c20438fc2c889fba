import { nameOfArn, parseArn } from '@/lib/core/arn';
import { notesOf } from '@/lib/core/crossing-notes';
import { sayTime } from '@/lib/core/say-time';
import type { BridgeView, DeckState } from '@/lib/core/views';
import { saySome } from '@/lib/iam/explain/list-words';
import type { Actor, PlannedStep, StoredPlan } from '@/lib/ports';
import { replacing } from '../plan/carry-notes';
import { changesOf } from '../plan/changes';
import { findingTurnsOf } from '../plan/finding-turns';
import { groupRows } from '../plan/group-rows';
import type { NewFixture } from '../plan/plan-fixture';
import { type NewPlan, planRow, takenOver } from '../plan/plan-row';
import { type Turns, turnsOf } from '../plan/turns';
import { type WhoGains, whoGains } from '../plan/who-gains';
import type { Piece } from '../recipes/piece';
import type { Worlds } from '../recipes/recipe';
import { bank, bankOfPlace } from '../say/banks';
import { sayCount } from '../say/sides';
import { DraftFields } from '../schema';
import type { Estates } from '../world/estates';
import type { KnownWorld } from '../world/load-world';
import { worldsOf } from '../world/worlds-of';
import { deniedNoMore, namedAgain } from './named-again';

type Restore = {
  id: string;
  actor: Actor;
  role: string;
  version: { text: string; seenTo: string };
  world: KnownWorld;
  step: PlannedStep;
  pieces: Piece[];
  /** Today's readings and those with the older trust, compiled. */
  estates: Estates;
  /** The crossing that stands on the role. */
  replaced: StoredPlan | null;
  now: Date;
};

const NAMED_MAX = 8;

/** The plan that puts an older trust back, with who gains and who loses by it. */
export function restorePlan(restore: Restore): NewPlan {
  const { id, actor, role, version, step, replaced, now } = restore;
  const worlds = worldsOf(restore.world, restore.pieces);
  const turns = turnsOf(role, worlds);
  const gains = whoGainsBy(restore, worlds);
  const fixture = fixtureOf(restore, turns, gains, worlds);
  const roleName = nameOfArn(role);
  const { accountId } = step;
  const [{ accountName: name } = { accountName: accountId }] = fixture.accounts;
  return planRow({
    id,
    actor,
    now,
    steps: [step],
    ...takenOver(replaced, now),
    title: `The trust of ${roleName} as it was at ${sayTime(version.seenTo)}`,
    body: {
      fields: DraftFields.parse({
        roleName,
        ...notesOf(replaced?.body.fields),
      }),
      trustingAccountId: accountId,
      trustingAccountName: name,
      trustedAccountId: accountId,
      trustedAccountName: name,
      roleName,
      roleArn: role,
      whoArn: role,
      bucket: '',
      region: '',
      externalId: null,
      warnings: warningsOf(step, turns, gains),
      restores: version.seenTo,
      ...(replaced && replacing(replaced)),
    },
    view: fixture,
  });
}

function fixtureOf(
  { role, world, step, pieces, version }: Restore,
  { losses, countToday, countAfter }: Turns,
  gains: WhoGains,
  worlds: Worlds,
): NewFixture {
  const roleName = nameOfArn(role);
  const { accounts, added, changed, removed } = changesOf(
    { pieces, fieldOf: () => 'the older version' },
    [step],
    world,
  );
  const after = bridgeOf(world, countAfter, role);
  return {
    subject: roleName,
    deed: `trust as it did at ${sayTime(version.seenTo)}`,
    promise: after.sentence,
    before: bridgeOf(world, countToday, role),
    after,
    accounts,
    added,
    changed,
    removed,
    gains: groupRows(gains.rows),
    gainsUnknown: gains.unknown,
    losses: groupRows(losses),
    findings: findingTurnsOf(pieces, worlds),
    request: {
      partition: parseArn(role)?.partition ?? 'aws',
      who: null,
      trustingAccountId: step.accountId,
      roleName,
      guards: [],
    },
  };
}

/** Everybody who may become the role on one bank, the role on the other. */
function bridgeOf(
  { accounts }: KnownWorld,
  count: (deck: DeckState) => number,
  role: string,
): BridgeView {
  const roleName = nameOfArn(role);
  const accountId = parseArn(role)?.accountId ?? '';
  const [freely, guarded] = [count('works'), count('conditional')];
  const deck = freely > 0 ? 'works' : guarded > 0 ? 'conditional' : 'denied';
  const account = accounts.find(({ id }) => id === accountId) ?? null;
  return {
    left: bank('trusted', sayCount(freely + guarded, 'principal'), 'read so far'),
    right: { ...bankOfPlace(null, account), title: roleName },
    deck,
    label: '',
    locks: [],
    sentence: `${sayCount(freely, 'principal')} can become ${roleName} freely, ${guarded} only if a condition holds.`,
  };
}

function whoGainsBy({ role, estates }: Restore, worlds: Worlds): WhoGains {
  const deed = `what ${nameOfArn(role)} may do`;
  const asked = { roleArn: role, isAsItself: false, guards: [], named: [], deed };
  return whoGains({ ...asked, use: () => 'works' }, worlds, estates);
}

function warningsOf(
  { before, after }: PlannedStep,
  { warning }: Turns,
  { rows: gains }: WhoGains,
): string[] {
  const names = namedAgain(before, after ?? '');
  const gone = deniedNoMore(before, after ?? '');
  const wider =
    gains.length > 0
      ? `The older trust is wider: ${sayCount(gains.length, 'principal')} of the accounts that were read could do more with it than now.`
      : null;
  const outside =
    names.length > 0
      ? `By statements that the trust has not now it lets in: ${saySome(names, NAMED_MAX, 'and')}.`
      : null;
  const undenied =
    gone.length > 0
      ? `The trust of now denies by ${sayCount(gone.length, 'statement')} that the older one has not: ${saySome(gone, NAMED_MAX, 'and')}.`
      : null;
  return [wider, outside, undenied, warning].filter((text) => text !== null);
}
