import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
import { isOrderedDenied } from '../faults/is-ordered-denied';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { AccessRequest } from './access-request';
import type { Caller } from './caller';
import { requestContext } from './context';
import { denial } from './denial';
import { encodeMessage } from './encoded-message';
import { factsOf } from './facts';
import { resourceTagContext } from './resource-tags';

/** What the caller's session was made with; nothing for a user. */
function sessionOf({ caller }: Call): Question['session'] {
  if (caller.kind === 'user') return undefined;
  const { policies, policyArns, tags } = caller.session;
  const session = { policies, policyArns, tags };
  if (caller.kind === 'federated-user') return { ...session, userArn: caller.user.arn };
  const { sourceIdentity } = caller.session;
  return { ...session, ...(sourceIdentity !== null && { sourceIdentity }) };
}

function credentialsOf({ key, kind }: Caller): NonNullable<Question['credentials']> {
  if (kind === 'federated-user') return 'federation-token';
  return key.token === null ? 'long-term' : 'session-token';
}

function questionOf(call: Call, request: AccessRequest): Question {
  const { caller } = call;
  const session = sessionOf(call);
  return {
    action: request.action,
    principal: { AWS: caller.arn },
    resource: request.resource,
    resourceAccount: request.accountId ?? call.account.id,
    credentials: credentialsOf(caller),
    ...(session && { session }),
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
const ORDERED = { decision: 'deny', reason: 'explicit-deny-identity' } as const;

/**
 * The policy engine's answer, about the world as it is or as it would be. A refusal that was
 * ordered stands over it.
 */
export function judge(
  call: Call,
  request: AccessRequest,
  facts: WorldFacts = factsOf(call.live),
): Answer {
  const answer = evaluate(facts, questionOf(call, request));
  const who = { accountId: call.account.id, principalArn: call.caller.arn };
  return isOrderedDenied(call.live, who, request) ? { ...answer, ...ORDERED } : answer;
}

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
  if (answer.decision === 'allow') return;
  const { code, message, status } = denial(call, request, answer);
  const encodedMessage = encodeMessage(call, questionOf(call, request), answer);
  throw new AwsError(code, message, status, { encodedMessage });
}

/** Whether the caller could, without refusing the call. */
export const mayDo = (call: Call, request: AccessRequest): boolean =>
  judge(call, request).decision === 'allow';
