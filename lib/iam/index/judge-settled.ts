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
import type { Sought } from './sought';
import { letsIn, type TrustReader } from './trust-reading';

type Settling = {
  sought: Sought;
  reader: TrustReader;
  taking: () => Taking;
  count: () => void;
};

/** Groups of candidates, and those of them whom the evaluator has to be asked about. */
type Settled = { groups: Group[]; left: Batch[] };

/** Principals of whom a role's side says the same, with what their own side comes to. */
type Read = {
  policyClass: PolicyClass;
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
  const { own } = candidates;
  const left: Batch[] = [];
  const reads = isSettled(own)
    ? readSettled(settling.reader, candidates, own, left)
    : readTested(settling, candidates, left);
  const groups: Group[] = [];
  for (const read of reads) {
    const verdict = verdictOn(settling, read);
    if (verdict) groups.push({ verdict, members: read.members });
  }
  return { groups, left };
}

function readSettled(
  reader: TrustReader,
  { policyClass, batches }: Candidates,
  own: SettledSide,
  left: Batch[],
): Read[] {
  const reads: Read[] = [];
  for (const batch of batches) {
    for (const { text, batch: part } of reader.read(policyClass, batch)) {
      if (text === null) left.push(part);
      else if (reader.isUniform) return [{ policyClass, own, text, members: batches }];
      else membersOf(reads, policyClass, own, text).push(part);
    }
  }
  return reads;
}

function membersOf(
  reads: Read[],
  policyClass: PolicyClass,
  own: SettledSide,
  text: string,
): Batch[] {
  const known = reads.find((read) => read.text === text && read.own === own);
  if (known) return known.members;
  const members: Batch[] = [];
  reads.push({ policyClass, own, text, members });
  return members;
}

function readTested(settling: Settling, candidates: Candidates, left: Batch[]): Read[] {
  const { policyClass, batches } = candidates;
  const reads: Read[] = [];
  for (const batch of batches) {
    for (const { text, batch: part } of settling.reader.read(policyClass, batch)) {
      if (text === null) left.push(part);
      else if (letsIn(text)) {
        testMembers(settling, policyClass, { text, batch: part }, reads, left);
      }
    }
  }
  return reads;
}

/** Tests the own side of each whom the role's side may let in. */
function testMembers(
  { taking }: Settling,
  policyClass: PolicyClass,
  { text, batch: { account, principals } }: { text: string; batch: Batch },
  reads: Read[],
  left: Batch[],
): void {
  for (const principal of principals) {
    const own = testedSide(taking(), policyClass, account, principal);
    const members = own ? membersOf(reads, policyClass, own, text) : left;
    members.push({ account, principals: [principal] });
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

function verdictOn(settling: Settling, read: Read): Verdict | null {
  const { index, home, circumstances } = settling.sought;
  const { own, text, members } = read;
  // Texts are long and often asked for: none is put together to find a verdict.
  const ofText = index.tables().roleSidesIn(circumstances).verdictsOn(text);
  const key = `${own} ${members[0]?.account === home}`;
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
