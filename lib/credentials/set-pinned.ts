import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, GrantStore } from '@/lib/ports';
import type { PinInput } from './schema';

/** Puts one of the person's own roles at the top of their home page, or takes it down. */
export async function setPinned(
  { grants }: { grants: Pick<GrantStore, 'find' | 'setPinned'> },
  { workspaceId, userId, ...actor }: Actor,
  { roleArn, isPinned }: PinInput,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);

  const grant = await grants.find(workspaceId, userId, roleArn);
  if (!grant) return err({ kind: 'not_permitted', roleArn });
  await grants.setPinned(workspaceId, userId, roleArn, isPinned);
  return ok(null);
}
