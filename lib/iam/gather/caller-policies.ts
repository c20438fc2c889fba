import { type Caller, isAccountCaller } from '../evaluate/caller';
import type { WorldFacts } from '../facts/world-facts';
import { boundaryShelf } from './boundary-shelf';
import { identityShelf } from './identity-shelf';
import { type LevelShelf, levelShelves, scpAccountOf } from './organization-shelves';
import type { Shelf } from './shelf';

/**
 * The policies that go with a caller whatever it asks for. Gathering them costs more than
 * judging them, so whoever asks many questions of one caller gathers once.
 */
export type CallerPolicies = {
  /** Null when the caller has no policies of its own or nobody collected them. */
  identity: Shelf | null;
  /** ARN of the permissions boundary. */
  boundaryArn: string | null;
  boundary: Shelf | null;
  /** Service control policies, one shelf a level; null when none bear on the caller. */
  scp: LevelShelf[] | null;
};

export const gatherCallerPolicies = (
  world: WorldFacts,
  caller: Caller,
): CallerPolicies => ({
  ...gatherOwnPolicies(world, caller),
  scp: gatherScp(world, caller),
});

/** The policies that a caller has apart from its organization. */
export const gatherOwnPolicies = (
  world: WorldFacts,
  caller: Caller,
): Omit<CallerPolicies, 'scp'> =>
  isAccountCaller(caller)
    ? { identity: identityShelf(world, caller), ...boundaryShelf(world, caller) }
    : { identity: null, boundaryArn: null, boundary: null };

/** The service control policies over a caller, one shelf a level; null when none bear on it. */
export function gatherScp(world: WorldFacts, caller: Caller): CallerPolicies['scp'] {
  const accountId = scpAccountOf(world, caller);
  return accountId === null ? null : levelShelves(world, accountId, 'scp');
}
