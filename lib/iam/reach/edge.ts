import type { Requirement } from '../answer';
import { type Caller, findCaller } from '../evaluate/caller';
import { judgeRequest } from '../evaluate/combine';
import { decideRequest } from '../evaluate/decide-question';
import { gatherCallerPolicies } from '../gather/caller-policies';
import { takenBy } from '../index/edges';
import type { EstateIndex } from '../index/estate-index';
import { findTaker } from '../index/find-taker';
import { type Circumstances, requestOf, takingOf } from '../index/judge-taking';
import { matchPrincipal } from '../match/match-principal';
import { rememberPolicy } from '../parse/remember-policy';
import { actionOf, type Principal, type Question } from '../question';
import type { RoleDetail } from '../world';

/** A role that one principal can take, at once. */
export type Edge = {
  role: string;
  /** Name the session has to carry for a later hop; null when any will do. */
  sessionName: string | null;
  decision: 'allow' | 'conditional';
  conditionKeys: string[];
  requires: Requirement[];
};

export type ReachQuestion = Pick<Question, 'context' | 'unknownKeys'> & {
  from: Principal;
  absentKeys?: string[];
  maxHops?: number;
};

/** Every role of an estate that a principal can take, once for each session name of interest. */
export function edgesFrom(
  index: EstateIndex,
  principal: Principal,
  question: Circumstances,
): Edge[] {
  const taker = findTaker(index, principal);
  if (!taker) return edgesOfOutsider(index, principal, question);
  return takenBy(index, taker, question).map(({ place, sessionName, verdict }) => {
    const { conditionKeys, requires } = verdict;
    const decision = verdict.decision === 'allow' ? 'allow' : 'conditional';
    return { role: place.role.arn, sessionName, decision, conditionKeys, requires };
  });
}

/** A service, a provider or somebody nobody collected: every role that may trust it is asked. */
function edgesOfOutsider(
  { accounts, world, tables }: EstateIndex,
  principal: Principal,
  question: Circumstances,
): Edge[] {
  const caller = findCaller(world, principal);
  const policies = gatherCallerPolicies(world, caller);
  const action = actionOf(principal);
  const roles = [...accounts.values()].flatMap(({ facts }) => [
    ...facts.rolesByArn.values(),
  ]);
  return roles
    .filter((role) => mayBeTrusted(role, caller))
    .flatMap(({ Arn: role, RoleId: id }) => {
      const taking = takingOf(world, role, question, tables().rcpOf);
      return [null, ...tables().sessionNamesOf({ arn: role, id })].flatMap(
        (sessionName): Edge[] => {
          const taker = { principal, caller, policies, action, sessionName };
          const request = requestOf(taking, taker);
          const verdict = decideRequest(request, judgeRequest(request));
          const { decision, conditionKeys, requires } = verdict;
          return decision === 'deny'
            ? []
            : [{ role, sessionName, decision, conditionKeys, requires }];
        },
      );
    });
}

/** Cheap: whether any statement of the trust policy names the caller at all. */
function mayBeTrusted(role: RoleDetail, caller: Caller): boolean {
  const [, partition = 'aws', , , accountId = null] = role.Arn.split(':');
  const home = { partition, accountId };
  return rememberPolicy(role.AssumeRolePolicyDocument, 'trust').statements.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      principal !== null &&
      matchPrincipal(principal, caller, home) !== 'none',
  );
}
