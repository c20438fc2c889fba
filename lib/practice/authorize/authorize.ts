import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { Question } from '@/lib/iam/question';
import { isDenied } from '../faults/is-denied';
import type { Call } from '../operation';
import type { AccessRequest } from './access-request';
import { requestContext } from './context';
import { denial } from './denial';
import { factsOf } from './facts';
import { resourceTagContext } from './resource-tags';

function questionOf(call: Call, request: AccessRequest): Question {
  const { caller } = call;
  const session =
    caller.kind === 'role'
      ? {
          session: {
            policies: caller.session.policies,
            policyArns: caller.session.policyArns,
            tags: caller.session.tags,
            ...(caller.session.sourceIdentity !== null && {
              sourceIdentity: caller.session.sourceIdentity,
            }),
          },
        }
      : {};
  return {
    action: request.action,
    principal: { AWS: caller.arn },
    resource: request.resource,
    resourceAccount: request.accountId ?? call.account.id,
    credentials: caller.key.token === null ? 'long-term' : 'session-token',
    ...session,
    ...(request.params && { params: request.params }),
    context: {
      ...requestContext(call),
      ...resourceTagContext(call, request.resource),
      ...request.context,
    },
    unknownKeys: 'assume-absent',
  };
}

/** A refusal on demand looks like one by a policy. */
const ORDERED = { reason: 'explicit-deny-identity' };

/**
 * Lets the call go on, or throws AccessDenied in AWS's words. The verdict is the policy
 * engine's alone; what the engine cannot decide is refused.
 */
export function authorize(call: Call, request: AccessRequest): void {
  const { trace } = call;
  if (request.resource !== '*') trace.resources.add(request.resource);
  if (request.accountId) trace.accounts.add(request.accountId);
  if (isDenied(call, request)) throw denial(call, request, ORDERED);
  const answer = evaluate(factsOf(call.live), questionOf(call, request));
  if (answer.decision !== 'allow') throw denial(call, request, answer);
}

/** Whether the caller could, without refusing the call. */
export const mayDo = (call: Call, request: AccessRequest): boolean =>
  !isDenied(call, request) &&
  evaluate(factsOf(call.live), questionOf(call, request)).decision === 'allow';
