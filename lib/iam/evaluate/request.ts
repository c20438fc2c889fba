import type { ParsedCondition, Verdict } from '../conditions/condition';
import { makeLookup } from '../context/make-lookup';
import type { WorldFacts } from '../facts/world-facts';
import type { Formula } from '../formula/formula';
import { type CallerPolicies, gatherCallerPolicies } from '../gather/caller-policies';
import {
  type LevelShelf,
  levelShelves,
  rcpAccountOf,
} from '../gather/organization-shelves';
import { matchResource } from '../match/match-resource';
import type { ResourceBlock } from '../parse/policy';
import type { Lookup } from '../parse/template';
import type { Question } from '../question';
import { type Caller, findCaller } from './caller';
import { judgeForCaller } from './judge-for-caller';
import { findTarget, type Target } from './target';

/** A question with everything found that judging it needs. */
export type Request = {
  world: WorldFacts;
  question: Question;
  /** As it was asked. */
  actionName: string;
  /** Lower-case. */
  action: string;
  caller: Caller;
  target: Target;
  lookup: Lookup;
  /** Judges one condition by the look-up. */
  judge: (condition: ParsedCondition) => Verdict;
  /** Whether a statement's resources cover the target. */
  covers: (resources: ResourceBlock | null) => Formula;
  callerPolicies: CallerPolicies;
  /** Resource control policies, one shelf a level; null when none bear on the resource. */
  rcp: LevelShelf[] | null;
};

export function makeRequest(world: WorldFacts, question: Question): Request {
  const caller = findCaller(world, question.principal, question.session);
  const target = findTarget(world, question, caller);
  const callerPolicies = gatherCallerPolicies(world, caller);
  const rcp = gatherRcp(world, target);
  return joinRequest({ world, question, caller, target, callerPolicies, rcp });
}

type Found = Pick<
  Request,
  'world' | 'question' | 'caller' | 'target' | 'callerPolicies' | 'rcp'
>;

/** The request of a question whose parts were found already. */
export function joinRequest(found: Found): Request {
  const { world, question, caller, target, callerPolicies, rcp } = found;
  const lookup = makeLookup(found);
  // Made for every caller of an estate: written out, which is cheaper than spreading.
  return {
    world,
    question,
    caller,
    target,
    callerPolicies,
    rcp,
    actionName: question.action,
    action: question.action.toLowerCase(),
    lookup,
    judge: (condition) => judgeForCaller(condition, lookup, caller),
    covers: (resources) => matchResource(resources, target.arn, lookup),
  };
}

/** The resource control policies over what a target's account owns. */
export function gatherRcp(
  world: WorldFacts,
  target: Pick<Target, 'accountId'>,
): LevelShelf[] | null {
  const accountId = rcpAccountOf(world, target.accountId);
  return accountId === null ? null : levelShelves(world, accountId, 'rcp');
}

/** The same request for another action, such as the `sts:TagSession` that tags demand. */
export const withAction = (request: Request, actionName: string): Request => ({
  ...request,
  actionName,
  action: actionName.toLowerCase(),
});
