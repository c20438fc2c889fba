import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { isServiceLinkedPath } from '../evaluate/caller';
import { maxSessionSeconds } from '../facts/account-facts';
import type { ParsedStatement } from '../parse/policy';
import { reachOf } from './role-range';
import type { RoleSides } from './role-sides';
import type { Sought } from './sought';
import {
  makeRcpReading,
  makeTrustReader,
  type RcpReading,
  type TrustReader,
} from './trust-reading';

/** How to read a role's side; null for a role about which the evaluator has to be asked. */
export function trustReaderOf(sought: Sought): TrustReader | null {
  const { index, role, home } = sought;
  const { accountId, partition, facts } = home;
  // A role of an account that does not hold it, and one of short sessions, are judged whole.
  const isOrdinary =
    role.arn.startsWith(`arn:${partition}:iam::${accountId}:`) &&
    maxSessionSeconds(facts, role.name) >= DEFAULT_SESSION_SECONDS;
  if (!isOrdinary || !partition) return null;
  const isExempt = isServiceLinkedPath(role.path);
  const { denials, otherwise, number } = index.tables().rcpOf(accountId);
  // Each of their denials has to bear on every role, or not on this one.
  if (!isExempt && reachOf(otherwise, role.arn) !== 'no') return null;
  const sides = index.tables().roleSidesIn(sought.circumstances);
  const profile = sought.profile();
  const ofProfile = sides.readers.get(profile) ?? new Map<string, TrustReader | null>();
  sides.readers.set(profile, ofProfile);
  const key = `${partition} ${isExempt ? 'exempt' : number}`;
  let reader = ofProfile.get(key);
  if (reader === undefined) {
    const rcp = rcpReadingOf(sides, key, partition, isExempt ? [] : denials);
    reader = makeTrustReader({ partition, trust: profile.taking, rcp }, sides.blocks);
    ofProfile.set(key, reader);
  }
  return reader;
}

function rcpReadingOf(
  { rcps, blocks }: RoleSides,
  key: string,
  partition: string,
  denials: ParsedStatement[],
): RcpReading {
  const known = rcps.get(key) ?? makeRcpReading(denials, partition, blocks);
  rcps.set(key, known);
  return known;
}
