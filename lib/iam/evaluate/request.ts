import { makeLookup } from '../context/make-lookup';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import type { Lookup } from '../parse/template';
import type { Question } from '../question';
import { type Caller, findCaller, roleOf, userOf } from './caller';
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
  /** ARN of the caller's permissions boundary. */
  boundaryArn: string | null;
};

export function makeRequest(world: WorldFacts, question: Question): Request {
  const caller = findCaller(world, question.principal);
  const target = findTarget(world, question, caller);
  const entity = roleOf(caller) ?? userOf(caller);
  return {
    world,
    question,
    actionName: question.action,
    action: question.action.toLowerCase(),
    caller,
    target,
    lookup: makeLookup({ world, question, caller, target }),
    boundaryArn: entity?.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
  };
}

/** The same request for another action, such as the `sts:TagSession` that tags demand. */
export const withAction = (request: Request, actionName: string): Request => ({
  ...request,
  actionName,
  action: actionName.toLowerCase(),
});

/** A managed policy as the caller's account knows it; null when it was not collected. */
export const documentFor = (
  { world, caller }: Request,
  arn: string,
): ReturnType<typeof findPolicyDocument> =>
  findPolicyDocument(world, 'account' in caller ? caller.account : undefined, arn);
