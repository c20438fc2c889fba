import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { judgePeople } from './judge-people';
import { judgeWorst, type RoleVerdictView } from './judge-role';
import { callerIn, judgeOutside } from './judge-vendor';
import type { BlankRequest } from './recipes/blank-request';
import type { Sides } from './say/names';

/** Who is asked about: those who are named, or somebody of an account that is trusted whole. */
export function blankCallers(facts: WorldFacts, request: BlankRequest): string[] {
  const { trusted, askers } = request;
  return trusted.kind === 'account' ? [callerIn(facts, trusted, request)] : askers;
}

/** Asks the engine whether those whom the trust policy names get in, and what they may do then. */
export function judgeBlank(
  facts: WorldFacts,
  request: BlankRequest,
  sides: Sides,
  deed: string,
): RoleVerdictView {
  const callers = { ...request, askers: blankCallers(facts, request) };
  const isTheirs = request.trusted.kind === 'account';
  const judge = isTheirs ? judgeOutside : judgeWorst;
  return judgePeople(facts, callers, sides, deed, (answers) => judge(answers));
}
