import type { Verdict } from '../evaluate/decide-question';
import type { Candidates } from './candidates';
import { type Group, takerOf } from './judge-members';
import { judgePair } from './judge-pair';
import { requestOf, type Taking } from './judge-taking';
import { SETTLED } from './own-side';
import type { Batch, PolicyClass } from './policy-class';
import type { Sought } from './sought';
import type { TrustReader } from './trust-reading';

type Settling = {
  sought: Sought;
  reader: TrustReader;
  taking: () => Taking;
  count: () => void;
};

/** Groups of settled candidates, and those of them whom the evaluator has to be asked about. */
type Settled = { groups: Group[]; left: Batch[] };

/**
 * Judges candidates whose own side is settled. What the role's side says about them decides:
 * the evaluator is asked once for all callers and roles of which it says the same.
 */
export function judgeSettled(
  settling: Settling,
  { policyClass, own, batches }: Candidates & { own: keyof typeof SETTLED },
): Settled {
  const groups: Group[] = [];
  const left: Batch[] = [];
  for (const batch of batches) {
    for (const { text, batch: part } of settling.reader(policyClass, batch)) {
      if (text === null) left.push(part);
      else {
        const one = { own, text, policyClass, batch: part };
        addMembers(groups, verdictOn(one, settling), part);
      }
    }
  }
  return { groups, left };
}

/** Candidates fall into few groups: a list is quicker than a map. */
function addMembers(groups: Group[], verdict: Verdict | null, batch: Batch): void {
  if (!verdict) return;
  for (const group of groups) {
    if (group.verdict === verdict) {
      group.members.push(batch);
      return;
    }
  }
  groups.push({ verdict, members: [batch] });
}

type Read = {
  own: keyof typeof SETTLED;
  text: string;
  policyClass: PolicyClass;
  batch: Batch;
};

function verdictOn(read: Read, { sought, ...asking }: Settling): Verdict | null {
  const { index, home, circumstances } = sought;
  const { verdicts } = index.tables().roleSidesIn(circumstances);
  const { own, text, batch } = read;
  const key = `${own} ${batch.account === home}${text}`;
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const verdict = askAbout(read, asking);
  verdicts.set(key, verdict);
  return verdict;
}

function askAbout(
  { own, policyClass, batch }: Read,
  { taking, count }: Pick<Settling, 'taking' | 'count'>,
): Verdict | null {
  const { account, principals } = batch;
  const [principal] = principals;
  if (!principal) return null;
  count();
  const request = requestOf(taking(), takerOf(policyClass, account, principal));
  return judgePair(request, SETTLED[own], taking().compiled);
}
