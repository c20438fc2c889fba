import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
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

/** The policy engine's answer, about the world as it is or as it would be. */
export const judge = (
  call: Call,
  request: AccessRequest,
  facts: WorldFacts = factsOf(call.live),
): Answer => evaluate(facts, questionOf(call, request));

/** Remembers what permission is asked on, for the log and for saving what may change. */
export function traceRequest(
  { trace }: Call,
  { resource, accountId }: AccessRequest,
): void {
  if (resource !== '*') trace.resources.add(resource);
  if (accountId) trace.accounts.add(accountId);
}

/**
 * Lets the call go on, or throws AccessDenied in AWS's words. The verdict is the policy
 * engine's alone; what the engine cannot decide is refused.
 */
export function authorize(call: Call, request: AccessRequest): void {
  traceRequest(call, request);
  const answer = judge(call, request);
  if (answer.decision !== 'allow') throw denial(call, request, answer);
}

/** Whether the caller could, without refusing the call. */
export const mayDo = (call: Call, request: AccessRequest): boolean =>
  judge(call, request).decision === 'allow';
