import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, TokenStore } from '@/lib/ports';

export type TokenRow = {
  id: string;
  name: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
};

type Deps = { tokens: Pick<TokenStore, 'listOf'>; clock: Pick<Clock, 'now'> };

/** Where the person's programs are signed in to this workspace, newest first. */
export async function listTokens(
  deps: Deps,
  actor: Actor,
): Promise<Result<TokenRow[], AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  const { workspaceId, userId } = actor;
  const tokens = await deps.tokens.listOf(workspaceId, userId, deps.clock.now());
  return ok(
    tokens.map(({ id, name, createdAt, lastUsedAt, expiresAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      expiresAt: expiresAt.toISOString(),
    })),
  );
}
