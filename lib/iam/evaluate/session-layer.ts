import type { PolicyRef } from '../answer';
import { findPolicyDocument } from '../facts/world-facts';
import { type ReferredPolicy, type Shelf, unreadDocument } from '../gather/shelf';
import { rememberPolicy } from '../parse/remember-policy';
import { accountIdOf, isAccountCaller } from './caller';
import { absentLayer, judgeShelf, type Layer, silentLayer } from './layer';
import type { Request } from './request';

export const hasSessionPolicies = ({ question: { session } }: Request): boolean =>
  (session?.policies?.length ?? 0) + (session?.policyArns?.length ?? 0) > 0;

/**
 * Policies passed when the caller's session was made: any of them may allow, and nothing
 * goes beyond them. A federated-user session without any has no identity permissions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionLayer(request: Request): Layer {
  const { caller } = request;
  if (!isAccountCaller(caller)) return absentLayer('session');
  if (!hasSessionPolicies(request)) {
    return caller.kind === 'federated-user'
      ? silentLayer('session')
      : absentLayer('session');
  }
  return judgeShelf('session', sessionShelf(request), request);
}

/** The policies that the caller's session was made with. */
export function sessionShelf(request: Request): Shelf {
  const { policies = [], policyArns = [] } = request.question.session ?? {};
  const shelf: Shelf = {
    policies: policies.map((source, at) =>
      refer(request, `session policy ${at + 1}`, null, source),
    ),
    unread: [],
  };
  for (const arn of policyArns) {
    const found = documentFor(request, arn);
    if (found) shelf.policies.push(refer(request, found.name, arn, found.document));
    else shelf.unread.push(unreadDocument(arn));
  }
  return shelf;
}

function refer(
  { caller }: Request,
  name: string,
  arn: string | null,
  source: unknown,
): ReferredPolicy {
  const owner = 'arn' in caller ? caller.arn : '';
  const ref: PolicyRef = {
    name,
    arn,
    kind: 'session',
    owner,
    accountId: accountIdOf(caller),
  };
  return { ref, policy: rememberPolicy(source, 'session') };
}

/** A managed policy as the caller's account knows it; null when it was not collected. */
export const documentFor = (
  { world, caller }: Request,
  arn: string,
): ReturnType<typeof findPolicyDocument> =>
  findPolicyDocument(world, 'account' in caller ? caller.account : undefined, arn);
