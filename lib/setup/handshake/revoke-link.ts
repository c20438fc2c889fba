import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, Clock, HandshakeLinkStore } from '@/lib/ports';
import type { RevokeLinkInput } from './schema';

type Deps = {
  handshakeLinks: Pick<HandshakeLinkStore, 'listOf' | 'revoke'>;
  activity: Pick<ActivityLog, 'append'>;
  clock: Pick<Clock, 'now'>;
};

/** Ends a link at once. What its holder has written already stays. */
export async function revokeLink(
  { handshakeLinks, activity, clock }: Deps,
  actor: Actor,
  { planId, linkId }: RevokeLinkInput,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:apply');
  if (denied) return err(denied);
  const { workspaceId } = actor;
  const links = await handshakeLinks.listOf(workspaceId, planId);
  const link = links.find(({ id }) => id === linkId);
  if (!link) return err({ kind: 'not_found', what: 'This link' });
  const isEnded = await handshakeLinks.revoke(workspaceId, linkId, clock.now());
  if (!isEnded) return err({ kind: 'already_so', message: 'This link is not live.' });
  await activity.append({
    workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'handshake.revoked',
    outcome: 'ok',
    sentence: `${actor.name} revoked the link for the owner of ${link.accountId}.`,
    target: linkId,
    planId,
    details: {},
  });
  return ok(null);
}
