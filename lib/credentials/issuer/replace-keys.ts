import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, IdentityTokens } from '@/lib/ports';

type Deps = {
  identityTokens: Pick<IdentityTokens, 'issuerOf' | 'replaceKeys'>;
  activity: Pick<ActivityLog, 'append'>;
};

/**
 * Puts a new key in the place of every one that the issuer signs with or shows: one that may be
 * known to others must not wait for the rotation. Sessions that were taken go on.
 */
export async function replaceIssuerKeys(
  { identityTokens, activity }: Deps,
  actor: Actor,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'issuer:open');
  if (denied) return err(denied);
  const { workspaceId, userId, name } = actor;
  const issuer = await identityTokens.issuerOf(workspaceId);
  const tell = (outcome: 'intent' | 'ok' | 'refused', sentence: string) =>
    activity.append({
      workspaceId,
      actorId: userId,
      actorName: name,
      event: 'issuer.keys-replaced',
      outcome,
      sentence,
      target: issuer,
      planId: null,
      details: {},
    });
  // On record before it counts.
  await tell('intent', `${name} asked for a new key of the console’s issuer.`);
  const replaced = await identityTokens.replaceKeys(workspaceId);
  await tell(
    replaced.ok ? 'ok' : 'refused',
    replaced.ok
      ? `${name} replaced the keys of the console’s issuer: tokens of the earlier ones prove nothing any more.`
      : 'The keys of the console’s issuer were not replaced.',
  );
  return replaced.ok ? ok(null) : replaced;
}
