import type { Candidates } from './candidates';
import { type Group, judgeMembers } from './judge-members';
import { judgeSettled } from './judge-settled';
import type { Taking } from './judge-taking';
import { trustReaderOf } from './role-side';
import type { Sought } from './sought';

type Judge = (candidates: Candidates, key: string) => Group[];

/**
 * How the candidates of a role are judged: by what its side says, or by the evaluator.
 *
 * @param count is told of each evaluation
 */
export function candidateJudge(sought: Sought, count: () => void): Judge {
  const { index, role, home, circumstances } = sought;
  const taking = (): Taking => index.tables().takingOf(role, circumstances);
  const ask: Judge = (candidates, key) => {
    const memo = index.tables().memosOf(role, home, circumstances)(key);
    return judgeMembers(taking(), candidates, memo, count);
  };
  const reader = trustReaderOf(sought);
  if (!reader) return ask;
  const settling = { sought, reader, taking, count };
  return (candidates, key) => {
    if (candidates.own === 'asked') return ask(candidates, key);
    const { groups, left } = judgeSettled(settling, candidates);
    return left.length > 0
      ? [...groups, ...ask({ ...candidates, batches: left }, key)]
      : groups;
  };
}
