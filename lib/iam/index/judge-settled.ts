import type { Verdict } from '../evaluate/decide-question';
import type { Candidates } from './candidates';
import { judgeCompiled } from './compiled-policies';
import type { IndexedAccount } from './indexed-account';
import { type Group, takerOf } from './judge-members';
import { judgePair } from './judge-pair';
import { requestOf, type Taking } from './judge-taking';
import { isSettled, SETTLED, type SettledSide } from './own-side';
import type { Batch, PolicyClass } from './policy-class';
import type { ReducedPrincipal } from './reduced';
import type { RoleSides } from './role-sides';
import { letsIn, type TrustReader } from './trust-reading';

type Settling = {
  reader: TrustReader;
  verdictsOn: RoleSides['verdictsOn'];
  taking: () => Taking;
  count: () => void;
};

/** Groups of candidates, and those of them whom the evaluator has to be asked about. */
type Settled = { groups: Group[]; left: Batch[] };

/** Principals of whom a role's side says the same, with what their own side comes to. */
type Read = Pick<Candidates, 'policyClass' | 'isHome'> & {
  own: SettledSide;
  text: string;
  members: Batch[];
};

/**
 * Judges candidates whose own side is settled, or can be tested. What the role's side says
 * about them decides: the evaluator is asked once for all callers and roles of which it says
 * the same.
 */
export function judgeSettled(settling: Settling, candidates: Candidates): Settled {
  const { policyClass, own, isHome, except } = candidates;
  const settled: Settled = { groups: [], left: [] };
  for (const { text, batches } of settling.reader(candidates)) {
    const members = membersOf(batches, except);
    if (members.length === 0) continue;
    if (text === null) settled.left.push(...members);
    else if (isSettled(own)) {
      addGroup(settling, { policyClass, isHome, own, text, members }, settled);
    } else if (letsIn(text)) {
      addTested(settling, candidates, { text, members }, settled);
    }
  }
  return settled;
}

/** Without those of one account. A list in which there are none is given as it is. */
export function membersOf(batches: Batch[], except: IndexedAccount | null): Batch[] {
  if (!except) return batches;
  // An estate has many accounts: nothing is called for each.
  for (let at = 0; at < batches.length; at += 1) {
    if (batches[at]?.account === except) {
      return batches.filter(({ account }) => account !== except);
    }
  }
  return batches;
}

function addGroup(settling: Settling, read: Read, { groups }: Settled): void {
  const verdict = verdictOn(settling, read);
  if (verdict) groups.push({ verdict, members: read.members });
}

/** Tests the own side of each whom the role's side may let in. */
function addTested(
  settling: Settling,
  { policyClass, isHome }: Candidates,
  { text, members }: Pick<Read, 'text' | 'members'>,
  settled: Settled,
): void {
  const bySide: Record<SettledSide, Batch[]> = { grants: [], silent: [] };
  for (const { account, principals } of members) {
    for (const principal of principals) {
      const own = testedSide(settling.taking(), policyClass, account, principal);
      (own ? bySide[own] : settled.left).push({ account, principals: [principal] });
    }
  }
  for (const own of ['grants', 'silent'] as const) {
    const read = { policyClass, isHome, own, text, members: bySide[own] };
    if (read.members.length > 0) addGroup(settling, read, settled);
  }
}

/** Whether a grant of the caller's own is there; null where something is open. */
function testedSide(
  taking: Taking,
  policyClass: PolicyClass,
  account: IndexedAccount,
  principal: ReducedPrincipal,
): SettledSide | null {
  const request = requestOf(taking, takerOf(policyClass, account, principal));
  const { allow } = judgeCompiled(policyClass.compiled().identity, 'identity', request);
  if (typeof allow !== 'boolean') return null;
  return allow ? 'grants' : 'silent';
}

const AT_HOME: Record<SettledSide, string> = {
  grants: 'grants at home',
  silent: 'silent at home',
};

function verdictOn(settling: Settling, read: Read): Verdict | null {
  const { own, isHome, text } = read;
  // Texts are long and often asked for: none is put together to find a verdict.
  const ofText = settling.verdictsOn(text);
  const key = isHome ? AT_HOME[own] : own;
  const known = ofText.get(key);
  if (known !== undefined) return known;
  const verdict = askAbout(settling, read);
  ofText.set(key, verdict);
  return verdict;
}

function askAbout(
  { taking, count }: Settling,
  { own, policyClass, members }: Read,
): Verdict | null {
  const [batch] = members;
  const principal = batch?.principals[0];
  if (!batch || !principal) return null;
  count();
  const request = requestOf(taking(), takerOf(policyClass, batch.account, principal));
  return judgePair(request, SETTLED[own], taking().compiled);
}
