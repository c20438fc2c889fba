import { keptBy } from '@/lib/core/kept-by';
import { sha256 } from '@/lib/core/sha256';
import type { PartyView } from '@/lib/core/views';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { type AlikeAnswer, type AskAlike, askAlike } from '@/lib/iam/index/ask-alike';
import { OPEN } from '@/lib/iam/index/judge-taking';
import type { RoleDetail } from '@/lib/iam/world';
import type { AccountNames } from './account-names';
import { askAssume } from './ask-assume';
import { findAssumers } from './assumers';
import { arnsByIdOf, type Candidate, candidatesOf, type Estate } from './candidates';
import {
  deadVerdict,
  idleVerdict,
  judgeCrossing,
  untrustedVerdict,
  type Verdict,
} from './judge-crossing';
import { principalParty } from './parties';
import { roleRefOf } from './role-ref';
import type { CrossingRow } from './schema';

/** Roles of AWS services: nobody but the service can take or change them. */
const SERVICE_LINKED = '/aws-service-role/';
const ID_LENGTH = 24;

/**
 * Who can, may or cannot assume which role, over everything that was read. Production accounts
 * first, then by account, role and verdict. Pure: the same reading gives the same rows.
 */
export function buildCrossings(
  world: WorldFacts,
  names: AccountNames,
  ask?: AskAlike,
): CrossingRow[] {
  return [...crossingsByAccount(world, names, ask)].flat().sort(byPlace);
}

/** The rows of one account after the other, so that a large estate can be built in pieces. */
export function* crossingsByAccount(
  world: WorldFacts,
  names: AccountNames,
  ask: AskAlike = askAlike(world, OPEN),
): Generator<CrossingRow[]> {
  const estate: Asked = {
    world,
    names,
    partyOf: keptBy((arn) => principalParty(arn, names)),
    assumers: findAssumers(world),
    arnsById: arnsByIdOf(world),
    ask,
    said: new Map(),
  };
  for (const account of world.accounts.values()) {
    yield [...account.rolesByArn.values()]
      .filter(({ Path }) => !Path.startsWith(SERVICE_LINKED))
      .flatMap((role) => crossingsOf(role, estate));
  }
}

type Asked = Estate & { ask: AskAlike; said: Map<AlikeAnswer, Verdict> };

function crossingsOf(role: RoleDetail, estate: Asked): CrossingRow[] {
  const about = {
    role: roleRefOf(role.Arn, estate.names),
    lastUsedAt: isoOf(role.RoleLastUsed?.LastUsedDate),
  };
  return candidatesOf(role, estate).flatMap((candidate) => {
    const verdict = verdictOf(candidate, role, estate);
    return verdict ? [rowOf(candidate.who, about, verdict)] : [];
  });
}

/** Null when there is nothing to tell: a whole account's trust that was narrowed to others. */
function verdictOf(
  { who, way }: Candidate,
  role: RoleDetail,
  estate: Asked,
): Verdict | null {
  if (way === 'idle') return idleVerdict(who);
  if (way === 'untrusted') return untrustedVerdict();
  const question = askAssume(who, role.Arn);
  if (!question) return deadVerdict(who);
  const { world, names, ask } = estate;
  const answer = ask(question.principal, role.Arn);
  if (answer.decision !== 'deny' || answer.isStopped) return say(answer, who, estate);
  // What nearly lets somebody in is told by the values of its own request.
  return way === 'expanded' ? null : judgeCrossing(evaluate(world, question), who, names);
}

function say(answer: AlikeAnswer, who: PartyView, { names, said }: Asked): Verdict {
  // Nothing about who asks goes into the words of a plain yes.
  const known = answer.decision === 'allow' ? said.get(answer) : undefined;
  const verdict = known ?? judgeCrossing(answer, who, names);
  said.set(answer, verdict);
  return verdict;
}

const rowOf = (
  who: PartyView,
  { role, lastUsedAt }: Pick<CrossingRow, 'role' | 'lastUsedAt'>,
  verdict: Verdict,
): CrossingRow => ({
  id: crossingId(who, role.arn),
  who,
  role,
  ...verdict,
  isOutside: who.isOutside,
  lastUsedAt,
});

/** The same for the same pair in every reading, so that a link to a crossing lasts. */
export const crossingId = (
  who: Pick<PartyView, 'kind' | 'arn'>,
  roleArn: string,
): string => sha256(`${who.kind}\n${who.arn}\n${roleArn}`).slice(0, ID_LENGTH);

/** A time of a reading in ISO 8601, UTC; null when there is none. */
export function isoOf(text: string | undefined): string | null {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

const DECK_ORDER = ['works', 'conditional', 'denied', 'untested'];

/** Production first, then by account and role; within a role, what works stands first. */
export function byPlace(a: CrossingRow, b: CrossingRow): number {
  return (
    Number(b.role.isProduction) - Number(a.role.isProduction) ||
    compare(a.role.accountName, b.role.accountName) ||
    compare(a.role.accountId, b.role.accountId) ||
    compare(a.role.name.toLowerCase(), b.role.name.toLowerCase()) ||
    Number(b.who.kind === 'everyone') - Number(a.who.kind === 'everyone') ||
    DECK_ORDER.indexOf(a.deck) - DECK_ORDER.indexOf(b.deck) ||
    compare(a.who.name, b.who.name) ||
    compare(a.who.arn, b.who.arn)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
