import { pushTo } from '@/lib/core/push-to';
import type { Verdict } from '../evaluate/decide-question';
import type { Candidates } from './candidates';
import { type Group, takerOf } from './judge-members';
import { judgePair } from './judge-pair';
import { requestOf, type Taking } from './judge-taking';
import { SETTLED } from './own-side';
import type { Batch } from './policy-class';
import type { Sought } from './sought';
import type { TrustReader } from './trust-reading';

type Settling = {
  sought: Sought;
  reader: TrustReader;
  taking: () => Taking;
  count: () => void;
};

/** Candidates whose own side is settled. */
type SettledCandidates = Candidates & { own: keyof typeof SETTLED };

export const isSettled = (candidates: Candidates): candidates is SettledCandidates =>
  candidates.own !== 'asked';

/** Groups of settled candidates, and those of them whom the evaluator has to be asked about. */
type Settled = { groups: Group[]; left: Batch[] };

/**
 * Judges candidates whose own side is settled. What the role's side says about them decides:
 * the evaluator is asked once for all callers and roles of which it says the same.
 */
export function judgeSettled(settling: Settling, candidates: SettledCandidates): Settled {
  const { reader } = settling;
  const { policyClass, own, batches } = candidates;
  const byText = new Map<string | null, Batch[]>();
  for (const batch of batches) {
    const readings = reader.read(policyClass, batch);
    if (reader.isUniform) {
      byText.set(readings[0]?.text ?? null, batches);
      break;
    }
    for (const reading of readings) pushTo(byText, reading.text, reading.batch);
  }
  const groups: Group[] = [];
  byText.forEach((members, text) => {
    const verdict =
      text === null ? null : verdictOn(settling, { policyClass, own, text, members });
    if (verdict) groups.push({ verdict, members });
  });
  return { groups, left: byText.get(null) ?? [] };
}

type Read = Pick<SettledCandidates, 'policyClass' | 'own'> & {
  text: string;
  members: Batch[];
};

function verdictOn(settling: Settling, read: Read): Verdict | null {
  const { index, home, circumstances } = settling.sought;
  const { own, text, members } = read;
  const isHome = members[0]?.account === home;
  const { verdicts } = index.tables().roleSidesIn(circumstances);
  const key = `${own} ${isHome}${text}`;
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const verdict = askAbout(settling, read);
  verdicts.set(key, verdict);
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
