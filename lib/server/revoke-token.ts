import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, TokenStore } from '@/lib/ports';
import { tokenEntry } from './token-entry';

export const TokenInput = z.strictObject({
  id: z.string().regex(/^[a-z2-7]{16}$/, 'Expected the id of a token.'),
});
export type TokenInput = z.infer<typeof TokenInput>;

type Deps = {
  tokens: Pick<TokenStore, 'revoke'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Ends a token that the person has in this workspace, at once: from a page or by its program. */
export async function revokeToken(
  deps: Deps,
  actor: Actor,
  { id }: TokenInput,
): Promise<Result<{ id: string }, AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  const gone = await deps.tokens.revoke(actor.workspaceId, actor.userId, id);
  if (!gone) return err({ kind: 'not_found', what: 'This token' });
  await deps.activity.append(
    tokenEntry(actor, 'revoked', { id, sentence: `signed out on ${gone.name}` }),
  );
  return ok({ id });
}
