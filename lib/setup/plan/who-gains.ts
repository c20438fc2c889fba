import { parseArn } from '@/lib/core/arn';
import type { DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { type Incomer, type Incomers, reachBack } from '@/lib/iam/reach/reach-back';
import type { Sureness } from '@/lib/iam/reach/steps-into';
import type { ChosenGuard } from '../guards/guard-kind';
import { actionsFor } from '../guards/guard-of';
import { judgeWorst } from '../judge-role';
import type { PlanGainView } from '../plan-views';
import type { Worlds } from '../recipes/recipe';
import { askAssume } from '../world/ask';
import type { Estates } from '../world/estates';
import { sayHow } from './say-how';
import { sayUnknown, type Unknown } from './say-unknown';
import { partyOfIncomer, RANKS, riseOf } from './turns';

/** A crossing, as far as who gains by it hangs on it. */
export type GainAsked = {
  /** What is become in the end: the role in the middle, or who uses a bucket as itself. */
  roleArn: string;
  /** Nobody has to become it: it is there already, and gains by itself. */
  isAsItself: boolean;
  guards: ChosenGuard[];
  /** Those whom the plan names. */
  named: PlanGainView[];
  /** What of the deed works, for whoever stands there. */
  use(facts: WorldFacts): DeckState;
  deed: string;
};

export type WhoGains = {
  rows: PlanGainView[];
  /** Why others may gain beside, in sentences; none where everybody is listed. */
  unknown: string[];
};

/** How somebody stands before and after. */
type Turn = { today: DeckState; after: DeckState };
type Way = { incomer: Incomer; turn: Turn };

/**
 * Everybody who can do more once a plan is applied: those whom it names, and whoever becomes one
 * of them by taking roles, over any number of steps, as far as accounts were read.
 */
export function whoGains(
  asked: GainAsked,
  worlds: Pick<Worlds, 'today' | 'after' | 'nameOf'>,
  estates: Estates,
): WhoGains {
  const use = { today: asked.use(worlds.today), after: asked.use(worlds.after) };
  const named = asked.named.flatMap((row) => {
    const turn = gainIn(row, use);
    return turn ? [{ ...row, ...turn }] : [];
  });
  const came = incomersIn(asked, worlds.today, estates.today);
  const come = incomersIn(asked, worlds.after, estates.after);
  const ways = [...come.found.values()].flatMap((incomer): Way[] => {
    const today = deckOf(came.found.get(incomer.name));
    const turn = gainIn({ today, after: deckOf(incomer) }, use);
    return turn ? [{ incomer, turn }] : [];
  });
  // A surer way than the one by which they are named goes through other roles.
  const direct = named.filter(
    ({ who }) => (come.found.get(who.arn)?.path.length ?? 1) === 1,
  );
  const told = toldBy(direct);
  const rows = ways
    .filter(({ incomer }) => isListed(incomer, asked) && !told(incomer))
    .map(({ incomer, turn }) => ({
      who: partyOfIncomer(incomer, worlds.nameOf),
      how: sayHow(incomer, asked),
      ...turn,
      gains: asked.deed,
    }));
  const unknown: Unknown = {
    ...asked,
    isCut: came.isCut || come.isCut,
    isRead: isInEstate(asked, estates),
    isPartlyDenied: use.after === 'denied',
    strangers: ways.flatMap(({ incomer }) =>
      incomer.kind === 'not-collected' ? [incomer] : [],
    ),
  };
  return { rows: [...direct, ...rows], unknown: sayUnknown(unknown) };
}

/** A way that leads further than before; where something on the way denies, one that is new. */
function gainIn(way: Turn, use: Turn): Turn | null {
  const whole = {
    today: worse(way.today, use.today),
    after: worse(way.after, use.after),
  };
  const { today, after } = way;
  return (
    [whole, { today, after }].find((turn) => riseOf(turn.today, turn.after) > 0) ?? null
  );
}

const worse = (a: DeckState, b: DeckState): DeckState =>
  RANKS.indexOf(a) < RANKS.indexOf(b) ? a : b;

const DECKS: Record<Sureness, DeckState> = {
  allow: 'works',
  conditional: 'conditional',
  'not-read': 'untested',
};

const deckOf = (incomer: Incomer | undefined): DeckState =>
  incomer ? DECKS[incomer.sureness] : 'denied';

/**
 * Whatever runs as a role by a service of AWS is that role, which is listed itself. The role in
 * the end is not, unless it is there by itself: its services are.
 */
const isListed = (
  { kind, path }: Incomer,
  { isAsItself }: Pick<GainAsked, 'isAsItself'>,
): boolean =>
  kind === 'service' ? path.length === 1 && !isAsItself : kind !== 'not-collected';

/** Those who have a row already: by name, or with the whole of their account. */
function toldBy(named: PlanGainView[]): (incomer: Incomer) => boolean {
  const arns = new Set(named.map(({ who }) => who.arn));
  const accounts = new Set(
    named.flatMap(({ who }) => (who.kind === 'account' ? [who.accountId] : [])),
  );
  return ({ name, path }) =>
    arns.has(name) ||
    (path.length === 1 && accounts.has(parseArn(name)?.accountId ?? null));
}

function incomersIn(
  { roleArn, guards }: GainAsked,
  facts: WorldFacts,
  estate: Estates['today'],
): Incomers {
  const actions = actionsFor(guards);
  const alsoAsked = (arn: string): Sureness | null => {
    const answers = actions.map((action) =>
      askAssume(facts, arn, roleArn, { context: {} }, action),
    );
    const { deck } = judgeWorst(answers);
    return SURENESS_OF[deck];
  };
  return reachBack(estate, {
    ...OPEN,
    to: roleArn,
    alsoAsked: actions.length > 0 ? alsoAsked : null,
  });
}

const SURENESS_OF: Record<DeckState, Sureness | null> = {
  works: 'allow',
  conditional: 'conditional',
  untested: 'not-read',
  denied: null,
};

/** Nobody can become a user, or a whole account. */
function isInEstate({ roleArn }: GainAsked, { after }: Estates): boolean {
  const { accountId = '', resource = '' } = parseArn(roleArn) ?? {};
  const account = after.accounts.get(accountId);
  return !resource.startsWith('role/') || account?.byArn().has(roleArn) === true;
}
