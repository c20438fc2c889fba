import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, RequestStore } from '@/lib/ports';
import type { AskFill, OneRequestInput } from './request-schema';

/** What a request of one's own said, to ask for the same for longer. */
export async function askAgain(
  { requests }: { requests: Pick<RequestStore, 'find'> },
  actor: Actor,
  { requestId }: OneRequestInput,
): Promise<Result<AskFill, AppError>> {
  const denied = requirePermission(actor, 'request:make');
  if (denied) return err(denied);
  const request = await requests.find(actor.workspaceId, requestId);
  if (request?.requesterId !== actor.userId)
    return err({ kind: 'not_found', what: 'This request' });
  const { roleArn, reason, ticket, durationSeconds } = request;
  return ok({ roleArns: [roleArn], reason, ticket, durationSeconds });
}
