import type { StoredHandshakeLink } from '@/lib/ports';
import type { LinkView } from './schema';

/** A stored link as the plan's page lists it. */
export const linkView = (link: StoredHandshakeLink, now: Date): LinkView => ({
  id: link.id,
  accountId: link.accountId,
  createdByName: link.createdByName,
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  lastOpenedAt: link.lastOpenedAt?.toISOString() ?? null,
  state: stateOf(link, now),
});

function stateOf(
  { revokedAt, expiresAt }: StoredHandshakeLink,
  now: Date,
): LinkView['state'] {
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'live';
}
