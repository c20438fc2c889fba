import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { sha256 } from '@/lib/core/sha256';
import type { Actor, CliCodeStore, Clock, Random } from '@/lib/ports';
import { type CliRequest, callbackOf } from './cli-request';

const CODE_LENGTH = 52;
const CODE_MS = 60_000;

type Deps = { cliCodes: CliCodeStore; clock: Pick<Clock, 'now'>; random: Random };

export const hashOfCliCode = (code: string): string => sha256(`cli-code:${code}`);

/**
 * A person lets a computer sign in as them: where to send the browser with the code that the
 * waiting command exchanges. The code is of no use without the command's verifier.
 */
export async function allowCli(
  deps: Deps,
  actor: Actor,
  request: CliRequest,
): Promise<Result<{ redirectTo: string }, AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  const code = deps.random.base32(CODE_LENGTH);
  const now = deps.clock.now();
  const { userId, workspaceId } = actor;
  const { name, redirectUri, codeChallenge: challenge } = request;
  const expiresAt = new Date(now.getTime() + CODE_MS);
  await deps.cliCodes.put(
    hashOfCliCode(code),
    { userId, workspaceId, name, redirectUri, challenge, expiresAt },
    now,
  );
  return ok({ redirectTo: callbackOf(request, { code }) });
}
