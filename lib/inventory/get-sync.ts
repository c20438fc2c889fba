import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, SyncStore } from '@/lib/ports';
import type { SyncStatus } from './schema';

/** How far a reading has come. */
export async function getSync(
  { syncs }: { syncs: Pick<SyncStore, 'find'> },
  actor: Actor,
  id: string,
): Promise<Result<SyncStatus, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const status = await syncs.find(actor.workspaceId, id);
  return status ? ok(status) : err({ kind: 'not_found', what: 'This reading' });
}
