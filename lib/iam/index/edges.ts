import type { Verdict } from '../evaluate/decide-question';
import type { EstateIndex } from './estate-index';
import type { CollectedTaker } from './find-taker';
import { candidateJudge } from './judge-candidates';
import { judgePair } from './judge-pair';
import { type Circumstances, requestOf } from './judge-taking';
import { type Sought, soughtAt } from './sought';
import { placeOf, standingOf } from './standing';
import type { RolePlace } from './trust-table';

/** A role that can be taken, and under which name of the session; null when any will do. */
export type Taken = { place: RolePlace; sessionName: string | null; verdict: Verdict };

/** Every role that a collected caller can take at once, surely or under conditions. */
export function takenBy(
  index: EstateIndex,
  taker: CollectedTaker,
  circumstances: Circumstances,
): Taken[] {
  const taken: Taken[] = [];
  for (const place of rolesTrusting(index, taker)) {
    const sought = soughtAt(index, place, circumstances);
    if (!sought) continue;
    for (const sessionName of [null, ...index.tables().sessionNamesOf(place.role)]) {
      const verdict = judgeEdge(sought, taker, sessionName);
      if (verdict) taken.push({ place, sessionName, verdict });
    }
  }
  return taken;
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

/** Whether one can take a role, under that name of the session; null where not. */
export function judgeEdge(
  sought: Sought,
  { principal, caller, account, entity, policyClass, batches }: CollectedTaker,
  sessionName: string | null,
): Verdict | null {
  if (sessionName === null && caller.kind !== 'session') {
    const standing = standingOf(placeOf(sought), policyClass, account, entity);
    if (!standing) return null;
    const judge = candidateJudge(sought, () => {});
    const candidates = { policyClass, batches, ...standing, except: null };
    return judge(candidates)[0]?.verdict ?? null;
  }
  const { index, role, circumstances } = sought;
  const taking = index.tables().takingOf(role, circumstances);
  const policies = policyClass.policies();
  const action = 'sts:AssumeRole';
  const request = requestOf(taking, { principal, caller, policies, action, sessionName });
  return judgePair(request, policyClass.compiled(), taking.compiled);
}
