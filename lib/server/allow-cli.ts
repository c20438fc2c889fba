import type * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { sha256 } from '@/lib/core/sha256';
import { CLI_SUBJECT, type StepUp, stricterOf } from '@/lib/core/step-up';
import { confirmation } from '@/lib/credentials/confirmation';
import { requireStepUp, type StepUpDeps } from '@/lib/credentials/require-step-up';
import type { Actor, CliCodeStore, Clock, GrantStore, Random } from '@/lib/ports';
import { CliRequest, callbackOf } from './cli-request';

const CODE_LENGTH = 52;
const CODE_MS = 60_000;

/** The request, and the workspace that the person was shown it for. */
export const AllowInput = CliRequest.extend({
  workspaceId: WorkspaceId,
  confirmation,
});
export type AllowInput = z.infer<typeof AllowInput>;

type Deps = StepUpDeps & {
  cliCodes: CliCodeStore;
  grants: Pick<GrantStore, 'offeredTo'>;
  clock: Pick<Clock, 'now'>;
  random: Random;
};

const MOVED: AppError = {
  kind: 'conflict',
  message:
    'You changed the workspace since this page was opened. Reload it and look again.',
};

export const hashOfCliCode = (code: string): string => sha256(`cli-code:${code}`);

/**
 * A person lets a computer sign in as them: where to send the browser with the code that the
 * waiting command exchanges. The code is of no use without the command's verifier.
 */
export async function allowCli(
  deps: Deps,
  actor: Actor,
  request: AllowInput,
): Promise<Result<{ redirectTo: string }, AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  const { userId, workspaceId, sessionId } = actor;
  if (sessionId === undefined) return err({ kind: 'signed_out' });
  if (request.workspaceId !== workspaceId) return err(MOVED);
  const unconfirmed = await requireStepUp(deps, actor, {
    subject: CLI_SUBJECT,
    stepUp: await strictestOf(deps, actor),
    confirmation: request.confirmation,
  });
  if (unconfirmed) return err(unconfirmed);
  const code = deps.random.base32(CODE_LENGTH);
  const now = deps.clock.now();
  const { name, redirectUri, codeChallenge: challenge } = request;
  const expiresAt = new Date(now.getTime() + CODE_MS);
  const isAllowed = await deps.cliCodes.put(
    hashOfCliCode(code),
    { userId, workspaceId, name, redirectUri, challenge, expiresAt },
    sessionId,
    now,
  );
  return isAllowed
    ? ok({ redirectTo: callbackOf(request, { code }) })
    : err({ kind: 'signed_out' });
}

/** As strict as the strictest of what the person may take: a computer can go on with all of it. */
async function strictestOf({ grants, clock }: Deps, actor: Actor): Promise<StepUp> {
  const offered = await grants.offeredTo(actor, clock.now());
  return offered
    .flatMap((role) => role.grants)
    .reduce<StepUp>((strictest, { stepUp }) => stricterOf(strictest, stepUp), 'never');
}
