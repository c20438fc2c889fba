import { once } from '@/lib/core/once';
import { pushTo } from '@/lib/core/push-to';
import type { Verdict } from '../evaluate/decide-question';
import { callerOf } from './caller-of';
import type { Candidates } from './candidates';
import type { IndexedAccount } from './indexed-account';
import { judgePair } from './judge-pair';
import { requestOf, type Taker, type Taking } from './judge-taking';
import {
  type Judged,
  type Memo,
  type MemoOfRole,
  memoOfRole,
  recall,
  remember,
} from './memo';
import { isSettled, type OwnSide, SETTLED } from './own-side';
import type { Batch, PolicyClass } from './policy-class';
import type { ReducedPrincipal } from './reduced';
import { isUniversal, traced } from './trace';

/** Principals that may take a role, all for the same reasons. */
export type Group = { verdict: Verdict; members: Batch[] };

/**
 * Judges candidates. A verdict comes from what was read on the way to it: whoever is alike in
 * all of that shares it, and a whole account does where nothing of the caller itself was read.
 *
 * @param memo verdicts on the same policies, here or for roles of the same trust policy
 * @param count is told of each evaluation
 */
export function judgeMembers(
  taking: Taking,
  { policyClass, own, batches }: Candidates,
  memo: Memo,
  count: () => void,
): Group[] {
  const judging: Judging = { taking, policyClass, own, memo, ofRole: null, count };
  const groups = new Map<Judged, Batch[]>();
  for (const batch of batches) {
    const first = batch.principals[0];
    const judged = first && judgeMember(batch.account, first, judging);
    if (!judged) continue;
    // Nobody was told from anybody: what holds for one holds for all.
    if (isUniversal(judged.trace)) return groupsOf(new Map([[judged, batches]]));
    judgeBatch(batch, judged, judging, groups);
  }
  return groupsOf(groups);
}

const groupsOf = (groups: Map<Judged, Batch[]>): Group[] =>
  [...groups].flatMap(([{ verdict }, members]) =>
    verdict ? [{ verdict, members }] : [],
  );

/** Where the caller itself was read, each member is judged; else the first speaks for all. */
function judgeBatch(
  { account, principals }: Batch,
  first: Judged,
  judging: Judging,
  groups: Map<Judged, Batch[]>,
): void {
  if (!first.trace.isOfCaller) {
    pushTo(groups, first, { account, principals });
    return;
  }
  for (const principal of principals) {
    const judged = judgeMember(account, principal, judging);
    pushTo(groups, judged, { account, principals: [principal] });
  }
}

type Judging = {
  taking: Taking;
  policyClass: PolicyClass;
  own: OwnSide;
  memo: Memo;
  ofRole: MemoOfRole | null;
  count: () => void;
};

function judgeMember(
  account: IndexedAccount,
  principal: ReducedPrincipal,
  judging: Judging,
): Judged {
  const { taking, policyClass, own, memo, count } = judging;
  const plain = once(() => requestOf(taking, takerOf(policyClass, account, principal)));
  judging.ofRole ??= memoOfRole(memo, plain);
  const known = recall(judging.ofRole, plain);
  if (known) return known;
  count();
  const { request, trace } = traced(plain());
  const policies = isSettled(own) ? SETTLED[own] : policyClass.compiled();
  const verdict = judgePair(request, policies, taking.compiled);
  const judged: Judged = { verdict, trace };
  remember(memo, judging.ofRole, judged, plain);
  return judged;
}

/** A collected user or role as the one who takes. */
export const takerOf = (
  policyClass: PolicyClass,
  account: IndexedAccount,
  principal: ReducedPrincipal,
): Taker => ({
  principal: { AWS: principal.arn },
  caller: callerOf(account.facts, principal),
  policies: policyClass.policies(),
  action: 'sts:AssumeRole',
});
