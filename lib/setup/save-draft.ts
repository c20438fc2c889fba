import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, DraftStore } from '@/lib/ports';
import type { SaveDraftInput } from './schema';

type Deps = { drafts: Pick<DraftStore, 'save'>; clock: Pick<Clock, 'now'> };

/** Keeps a draft as it was typed, valid or not. */
export async function saveDraft(
  deps: Deps,
  actor: Actor,
  { draftId: id, step, fields }: SaveDraftInput,
): Promise<Result<{ savedAt: string }, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const { workspaceId, userId } = actor;
  const savedAt = deps.clock.now();
  await deps.drafts.save({ id, workspaceId, userId, step, fields, savedAt });
  return ok({ savedAt: savedAt.toISOString() });
}
