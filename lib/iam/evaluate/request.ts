import { makeLookup } from '../context/make-lookup';
import type { WorldFacts } from '../facts/world-facts';
import { type CallerPolicies, gatherCallerPolicies } from '../gather/caller-policies';
import { levelShelves, rcpAccountOf } from '../gather/organization-shelves';
import type { Shelf } from '../gather/shelf';
import type { Lookup } from '../parse/template';
import type { Question } from '../question';
import { type Caller, findCaller } from './caller';
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
  callerPolicies: CallerPolicies;
  /** Resource control policies, one shelf a level; null when none bear on the resource. */
  rcp: Shelf[] | null;
};

export function makeRequest(world: WorldFacts, question: Question): Request {
  const caller = findCaller(world, question.principal);
  const target = findTarget(world, question, caller);
  return {
    world,
    question,
    actionName: question.action,
    action: question.action.toLowerCase(),
    caller,
    target,
    lookup: makeLookup({ world, question, caller, target }),
    callerPolicies: gatherCallerPolicies(world, caller),
    rcp: gatherRcp(world, target),
  };
}

/** The resource control policies over what a target's account owns. */
export function gatherRcp(world: WorldFacts, target: Target): Shelf[] | null {
  const accountId = rcpAccountOf(world, target.accountId);
  return accountId === null ? null : levelShelves(world, accountId, 'rcp');
}

/** The same request for another action, such as the `sts:TagSession` that tags demand. */
export const withAction = (request: Request, actionName: string): Request => ({
  ...request,
  actionName,
  action: actionName.toLowerCase(),
});
