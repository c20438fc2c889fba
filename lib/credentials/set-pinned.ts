import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { RoleArn } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, GrantStore } from '@/lib/ports';

export const PinInput = z.strictObject({ roleArn: RoleArn, isPinned: z.boolean() });
type PinInput = z.infer<typeof PinInput>;

/** Puts one of the person's own roles at the top of their home page, or takes it down. */
export async function setPinned(
  deps: {
    grants: Pick<GrantStore, 'findOffered' | 'setPinned'>;
    clock: Pick<Clock, 'now'>;
  },
  actor: Actor,
  { roleArn, isPinned }: PinInput,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);

  const offered = await deps.grants.findOffered(actor, roleArn, deps.clock.now());
  if (!offered) return err({ kind: 'not_permitted', roleArn });
  await deps.grants.setPinned(actor.workspaceId, actor.userId, roleArn, isPinned);
  return ok(null);
}
