import { nameOfArn, parseArn } from '@/lib/core/arn';
import { notesOf } from '@/lib/core/crossing-notes';
import type { AppError } from '@/lib/core/errors';
import { hubAccountIn } from '@/lib/core/hub-account';
import type { Result } from '@/lib/core/result';
import type { BridgeView, DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Actor, PlanBody, PlannedStep, StoredPlan } from '@/lib/ports';
import { deckOfAnswer } from '../judge-role';
import { accountOf } from '../plan/account-of';
import { additionPlan } from '../plan/addition-plan';
import type { Changes } from '../plan/changes';
import { findingTurnsOf } from '../plan/finding-turns';
import { groupRows } from '../plan/group-rows';
import { handOutGains } from '../plan/hand-out-gain';
import type { NewFixture } from '../plan/plan-fixture';
import type { NewPlan } from '../plan/plan-row';
import { type WhoGains, whoGains } from '../plan/who-gains';
import type { Piece } from '../recipes/piece';
import type { Worlds } from '../recipes/recipe';
import type { CrossingRequest } from '../recipes/role-request';
import { bank, bankOfPlace } from '../say/banks';
import { DraftFields } from '../schema';
import type { Estates } from '../world/estates';
import type { KnownWorld } from '../world/load-world';
import { worldsOf } from '../world/worlds-of';
import { type AskConsole, askForSomebody, type HandOut } from './hub-half';

type Opening = {
  id: string;
  actor: Actor;
  world: KnownWorld;
  handOut: HandOut;
  steps: PlannedStep[];
  pieces: Piece[];
  /** With everything in place. */
  facts: WorldFacts;
  estates: Estates;
  warnings: string[];
  /** The role's account, where it is not written to from here; else none. */
  byOwner: string[];
  /** The crossing that stands on the role. */
  replaced: StoredPlan | null;
  now: Date;
  /** Where the console gets in already, and its sessions are to say why; absent elsewhere. */
  carries?: { deed: string; ask: AskConsole };
};

const SUBJECT = 'Drawbridge';

const FROM = {
  handOut: 'Let this console hand it out',
  carry: 'Let its sessions say why',
};

/** The plan that lets the console hand a role out. Refused where the trust would be too long. */
export const handOutPlan = (opening: Opening): Result<NewPlan, AppError> =>
  additionPlan({
    ...opening,
    from: FROM[opening.carries ? 'carry' : 'handOut'],
    viewOf: (changes) => fixtureOf(opening, changes),
    bodyOf: () => bodyOf(opening),
  });

function bodyOf(opening: Opening): PlanBody {
  const { world, handOut, replaced, warnings, carries, byOwner } = opening;
  const roleName = nameOfArn(handOut.roleArn);
  const role = accountOf(world, handOut.roleArn);
  const hub = hubAccountIn(world.accounts) ?? accountOf(world, handOut.consoleArn);
  return {
    fields: DraftFields.parse({
      roleName,
      ...notesOf(replaced?.body.fields),
    }),
    trustingAccountId: role.id,
    trustingAccountName: role.name,
    trustedAccountId: hub.id,
    trustedAccountName: hub.name,
    roleName,
    roleArn: handOut.roleArn,
    whoArn: handOut.consoleArn,
    bucket: '',
    region: role.region,
    externalId: null,
    warnings,
    ...(byOwner.length > 0 && { byOwner }),
    handsOutAs: handOut.consoleArn,
    ...(carries && { carriesTags: true }),
  };
}

function fixtureOf(
  { handOut, world, pieces, facts, estates, carries }: Opening,
  { accounts, added, changed, removed }: Changes,
): NewFixture {
  const { roleArn, consoleArn } = handOut;
  const roleName = nameOfArn(roleArn);
  const { id: trustingAccountId, name } = accountOf(world, roleArn);
  const says: Says = {
    deed: carries?.deed ?? `hand out ${roleName} in ${name}`,
    whom: carries ? '' : ' to whom it is given here',
    ask: carries?.ask ?? askForSomebody,
  };
  const { deed } = says;
  const request = {
    partition: parseArn(roleArn)?.partition ?? 'aws',
    who: null,
    trustingAccountId,
    roleName,
    guards: [],
    consoleArn,
  };
  const worlds = { ...worldsOf(world, pieces), after: facts };
  const after = bridgeOf(world, handOut, facts, says);
  const gains = whoGainsBy(request, roleArn, worlds, estates);
  return {
    subject: SUBJECT,
    deed,
    promise: after.sentence,
    before: bridgeOf(world, handOut, world.facts, says),
    after,
    accounts,
    added,
    changed,
    removed,
    gains: groupRows(gains.rows),
    gainsUnknown: gains.unknown,
    losses: [],
    findings: findingTurnsOf(pieces, worlds),
    request,
  };
}

/** The console, and whoever can become what it signs in as. */
function whoGainsBy(
  request: CrossingRequest,
  roleArn: string,
  worlds: Worlds,
  estates: Estates,
): WhoGains {
  const deed = `what ${request.roleName} may do`;
  const named = handOutGains({ request, place: { roleArn }, deed }, worlds);
  const asked = { roleArn, isAsItself: false, guards: [], named, deed };
  return whoGains({ ...asked, use: () => 'works' }, worlds, estates);
}

/** What the console does by the plan, for whom, and how it asks. */
type Says = { deed: string; whom: string; ask: AskConsole };

/** The console on one bank, the role on the other. */
function bridgeOf(
  { accounts }: KnownWorld,
  handOut: HandOut,
  facts: WorldFacts,
  says: Says,
): BridgeView {
  const accountId = parseArn(handOut.roleArn)?.accountId ?? '';
  const account = accounts.find(({ id }) => id === accountId) ?? null;
  const deck = deckOfAnswer(says.ask(facts, handOut));
  return {
    left: bank('trusted', nameOfArn(handOut.consoleArn), 'this console'),
    right: { ...bankOfPlace(null, account), title: nameOfArn(handOut.roleArn) },
    deck,
    label: '',
    locks: [],
    sentence: `${SUBJECT} ${SAYS[deck](says)}`,
  };
}

const SAYS: Record<DeckState, (says: Says) => string> = {
  works: ({ deed, whom }) => `can ${deed}${whom}.`,
  conditional: ({ deed, whom }) => `can ${deed}${whom}, if further conditions hold.`,
  denied: ({ deed }) => `cannot ${deed}: the policies do not let it in.`,
  untested: ({ deed }) => `may ${deed}, but not everything that decides was read.`,
};
