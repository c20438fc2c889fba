import { sha256 } from '@/lib/core/sha256';
import type { PartyView, RoleRefView } from '@/lib/core/views';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
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
import { roleRefOf } from './role-ref';
import type { CrossingRow } from './schema';

/** Roles of AWS services: nobody but the service can take or change them. */
const SERVICE_LINKED = '/aws-service-role/';
const ID_LENGTH = 24;

/**
 * Who can, may or cannot assume which role, over everything that was read. Production accounts
 * first, then by account, role and verdict. Pure: the same reading gives the same rows.
 */
export function buildCrossings(world: WorldFacts, names: AccountNames): CrossingRow[] {
  return [...crossingsByAccount(world, names)].flat().sort(byPlace);
}

/** The rows of one account after the other, so that a large estate can be built in pieces. */
export function* crossingsByAccount(
  world: WorldFacts,
  names: AccountNames,
): Generator<CrossingRow[]> {
  const assumers = findAssumers(world);
  const estate: Estate = { world, names, assumers, arnsById: arnsByIdOf(world) };
  for (const account of world.accounts.values()) {
    yield [...account.rolesByArn.values()]
      .filter(({ Path }) => !Path.startsWith(SERVICE_LINKED))
      .flatMap((role) => crossingsOf(role, estate));
  }
}

function crossingsOf(role: RoleDetail, estate: Estate): CrossingRow[] {
  const reference = roleRefOf(role.Arn, estate.names);
  return candidatesOf(role, estate).flatMap((candidate) => {
    const verdict = verdictOf(candidate, role, estate);
    return verdict ? [rowOf(candidate.who, role, reference, verdict)] : [];
  });
}

/** Null when there is nothing to tell: a whole account's trust that was narrowed to others. */
function verdictOf(
  { who, way }: Candidate,
  role: RoleDetail,
  { world, names }: Estate,
): Verdict | null {
  if (way === 'idle') return idleVerdict(who);
  if (way === 'untrusted') return untrustedVerdict();
  const question = askAssume(who, role.Arn);
  if (!question) return deadVerdict(who);
  const answer = evaluate(world, question);
  const verdict = judgeCrossing(answer, who, names);
  const isStopped = answer.layers.some((layer) => layer.verdict === 'denies');
  return way === 'expanded' && verdict.deck === 'denied' && !isStopped ? null : verdict;
}

const rowOf = (
  who: PartyView,
  role: RoleDetail,
  reference: RoleRefView,
  verdict: Verdict,
): CrossingRow => ({
  id: crossingId(who, role.Arn),
  who,
  role: reference,
  ...verdict,
  isOutside: who.isOutside,
  lastUsedAt: isoOf(role.RoleLastUsed?.LastUsedDate),
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
