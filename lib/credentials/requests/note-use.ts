import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, RequestStore } from '@/lib/ports';
import type { HeldRole } from '../grants/held-role';
import { decideRequest } from './request-state';

type Deps = { requests: Pick<RequestStore, 'change'>; clock: Pick<Clock, 'now'> };

/**
 * Starts the clock of the request that a role was taken by. It runs from the first use, and
 * only when AWS gave the session; a request that was ended in the meantime gives nothing.
 */
export async function noteUse(
  { requests, clock }: Deps,
  { workspaceId }: Actor,
  { request, roleArn }: HeldRole,
): Promise<Result<null, AppError>> {
  if (!request) return ok(null);
  const noted = await requests.change(workspaceId, request.id, (now) => {
    const decided = decideRequest(now, { kind: 'use' }, clock.now());
    return decided.ok
      ? ok({ ...decided.value, telling: null, entry: null })
      : err({ kind: 'conflict', message: decided.error });
  });
  if (noted === null) return err({ kind: 'ask_first', roleArn });
  return noted.ok ? ok(null) : noted;
}
