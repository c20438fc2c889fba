import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { formatsOf } from './formats';
import type { TakeWish } from './prepare-role';
import type { IssuedCredentials } from './schema';
import { type TakenRole, type TakeRoleDeps, takeRole } from './take-role';

export type IssueDeps = TakeRoleDeps & { env: { practice: { url: string } | null } };

/** Gives a person temporary credentials for a role they hold a grant on. */
export async function issueCredentials(
  deps: IssueDeps,
  actor: Actor,
  wish: TakeWish,
): Promise<Result<IssuedCredentials, AppError>> {
  const denied = requirePermission(actor, 'credentials:issue');
  if (denied) return err(denied);

  const taken = await takeRole(deps, actor, { ...wish, use: 'terminal' });
  return taken.ok ? ok(answerOf(taken.value, endpointOf(deps, taken.value))) : taken;
}

const endpointOf = (deps: IssueDeps, { hub }: TakenRole): string | null =>
  hub.kind === 'practice' ? (deps.env.practice?.url ?? null) : null;

function answerOf(taken: TakenRole, endpointUrl: string | null): IssuedCredentials {
  const { sessionId, role, assumed, sessionName, sourceIdentity } = taken;
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = assumed.credentials;
  return {
    sessionId,
    roleArn: role.roleArn,
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt: expiresAt.toISOString(),
    sessionName,
    sourceIdentity,
    region: role.region,
    endpointUrl,
    formats: formatsOf({
      accessKeyId,
      secretAccessKey,
      sessionToken,
      expiresAt,
      region: role.region,
      accountId: role.accountId,
      name: role.roleName,
      assumedRole: { id: assumed.assumedRoleId, arn: assumed.assumedRoleArn },
      endpointUrl,
    }),
  };
}
