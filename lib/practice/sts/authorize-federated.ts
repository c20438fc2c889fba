import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { AssumeParams, ContextValue } from '@/lib/iam/question';
import { occasionContext } from '../authorize/context';
import { deniedAction } from '../authorize/denial';
import { factsOf } from '../authorize/facts';
import { isOrderedDenied } from '../faults/is-ordered-denied';
import type { Occasion } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { Bearer } from './unsigned';

export const invalidIdentityToken = (message: string): AwsError =>
  new AwsError('InvalidIdentityToken', message);

/** AWS names the action and nothing else: the caller is not known to it. */
function denied({ reason }: Pick<Answer, 'reason'>, action: string): AwsError {
  if (reason === 'oidc-audience-not-registered')
    return invalidIdentityToken('Incorrect token audience');
  const named = deniedAction(reason, action).action;
  return new AwsError('AccessDenied', `Not authorized to perform ${named}`, 403);
}

type FederatedRequest = {
  action: 'sts:AssumeRoleWithWebIdentity' | 'sts:AssumeRoleWithSAML';
  bearer: Bearer;
  provider: string;
  roleArn: string;
  context: Record<string, ContextValue>;
  params: AssumeParams;
};

/** Lets a federated caller take a role, or refuses in AWS's words. The engine decides. */
export function authorizeFederated(at: Occasion, request: FederatedRequest): void {
  const answer = evaluate(factsOf(at.live), {
    action: request.action,
    principal: { Federated: request.provider },
    resource: request.roleArn,
    params: request.params,
    context: { ...occasionContext(at), ...request.context },
    unknownKeys: 'assume-absent',
  });
  if (answer.decision !== 'allow') throw denied(answer, request.action);
  const { action, roleArn: resource, bearer } = request;
  const who = { accountId: bearer.accountId, principalArn: bearer.principal };
  if (isOrderedDenied(at.live, who, { action, resource }))
    throw denied({ reason: 'explicit-deny-trust' }, action);
}
