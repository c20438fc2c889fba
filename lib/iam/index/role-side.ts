import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { isServiceLinkedPath } from '../evaluate/caller';
import { maxSessionSeconds } from '../facts/account-facts';
import { reachOf } from './role-range';
import type { Sought } from './sought';
import { makeTrustReader, type TrustReader } from './trust-reading';

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
  const { blocks, readers } = index.tables().roleSidesIn(sought.circumstances);
  const profile = sought.profile();
  const ofProfile = readers.get(profile) ?? new Map<string, TrustReader | null>();
  readers.set(profile, ofProfile);
  const key = `${partition} ${isExempt ? 'exempt' : number}`;
  let reader = ofProfile.get(key);
  if (reader === undefined) {
    const rcp = isExempt ? [] : denials;
    reader = makeTrustReader({ partition, trust: profile.taking, rcp }, blocks);
    ofProfile.set(key, reader);
  }
  return reader;
}
