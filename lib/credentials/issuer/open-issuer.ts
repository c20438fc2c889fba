import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, IdentityTokens } from '@/lib/ports';

type Deps = {
  identityTokens: Pick<IdentityTokens, 'open'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Makes the console an issuer of this workspace. Doing it again changes nothing. */
export async function openIssuer(
  { identityTokens, activity }: Deps,
  actor: Actor,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'issuer:open');
  if (denied) return err(denied);
  const opened = await identityTokens.open(actor.workspaceId);
  if (!opened.ok) return opened;
  await activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'issuer.opened',
    outcome: 'ok',
    sentence: `${actor.name} made this console an identity provider for AWS: ${opened.value}.`,
    target: opened.value,
    planId: null,
    details: {},
  });
  return ok(null);
}
