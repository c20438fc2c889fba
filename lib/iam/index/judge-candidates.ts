import type { Candidates } from './candidates';
import { type Group, judgeMembers } from './judge-members';
import { judgeSettled, membersOf } from './judge-settled';
import type { Taking } from './judge-taking';
import { trustReaderOf } from './role-side';
import type { Sought } from './sought';
import { standingKey } from './standing';

type Judge = (candidates: Candidates) => Group[];

/**
 * How the candidates of a role are judged: by what its side says, or by the evaluator.
 *
 * @param count is told of each evaluation
 */
export function candidateJudge(sought: Sought, count: () => void): Judge {
  const { index, role, home, circumstances } = sought;
  const tables = index.tables();
  const taking = (): Taking => tables.takingOf(role, circumstances);
  const ask: Judge = (candidates) => {
    const key = standingKey(candidates, candidates.policyClass);
    const memo = tables.memosOf(role, home, circumstances)(key);
    return judgeMembers(taking(), candidates, memo, count);
  };
  const askAbout: Judge = (candidates) => {
    const batches = membersOf(candidates.batches, candidates.except);
    return batches.length > 0 ? ask({ ...candidates, batches }) : [];
  };
  const reader = trustReaderOf(sought);
  if (!reader) return askAbout;
  const { verdictsOn } = tables.roleSidesIn(circumstances);
  const settling = { reader, verdictsOn, taking, count };
  return (candidates) => {
    if (candidates.own === 'asked') return askAbout(candidates);
    const { groups, left } = judgeSettled(settling, candidates);
    return left.length > 0
      ? [...groups, ...ask({ ...candidates, batches: left })]
      : groups;
  };
}
