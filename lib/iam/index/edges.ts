import type { Verdict } from '../evaluate/decide-question';
import type { EstateIndex } from './estate-index';
import type { CollectedTaker } from './find-taker';
import { judgeOne } from './judge-members';
import { judgePair } from './judge-pair';
import { type Circumstances, requestOf } from './judge-taking';
import { soughtAt } from './sought';
import { placeOf, standingOf } from './standing';
import type { RolePlace } from './trust-table';

/** A role that can be taken, and under which name of the session; null when any will do. */
export type Taken = { place: RolePlace; sessionName: string | null; verdict: Verdict };

/**
 * Every role that a collected caller can take at once, surely or under conditions.
 *
 * @param namesOf names that a session of the role may be worth having; null for any name
 */
export function takenBy(
  index: EstateIndex,
  taker: CollectedTaker,
  namesOf: (roleArn: string) => (string | null)[],
  circumstances: Circumstances,
): Taken[] {
  return [...rolesTrusting(index, taker)].flatMap((place) =>
    namesOf(place.role.arn).flatMap((sessionName) => {
      const verdict = judgeEdge(index, taker, place, sessionName, circumstances);
      return verdict ? [{ place, sessionName, verdict }] : [];
    }),
  );
}

/** Roles whose trust policy names the caller, its account or everyone. */
function rolesTrusting(index: EstateIndex, taker: CollectedTaker): Set<RolePlace> {
  const { caller, entity, account } = taker;
  const { byName } = index.tables().trusts();
  const found = new Set(index.tables().trustsOfClass(taker.policyClass, account));
  for (const name of [entity.arn, entity.id, caller.arn]) {
    for (const place of byName.get(name) ?? []) found.add(place);
  }
  return found;
}

function judgeEdge(
  index: EstateIndex,
  taker: CollectedTaker,
  place: RolePlace,
  sessionName: string | null,
  circumstances: Circumstances,
): Verdict | null {
  const { principal, caller, account, entity, policyClass } = taker;
  const { role, home } = place;
  const sought = soughtAt(index, place, circumstances);
  if (!sought) return null;
  const taking = index.tables().takingOf(role, circumstances);
  if (sessionName === null && caller.kind !== 'session') {
    const standing = standingOf(placeOf(sought), policyClass, account, entity);
    if (!standing) return null;
    const { key, own } = standing;
    const memo = index.tables().memosOf(role, home, circumstances)(key);
    return judgeOne(taking, { policyClass, own }, memo, { account, principal: entity });
  }
  const policies = policyClass.policies();
  const action = 'sts:AssumeRole';
  const request = requestOf(taking, { principal, caller, policies, action, sessionName });
  return judgePair(request, policyClass.compiled(), taking.compiled);
}
