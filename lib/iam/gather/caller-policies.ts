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

export function gatherCallerPolicies(world: WorldFacts, caller: Caller): CallerPolicies {
  const accountId = scpAccountOf(world, caller);
  const scp = accountId === null ? null : levelShelves(world, accountId, 'scp');
  if (!isAccountCaller(caller)) {
    return { identity: null, boundaryArn: null, boundary: null, scp };
  }
  return {
    identity: identityShelf(world, caller),
    ...boundaryShelf(world, caller),
    scp,
  };
}
