import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor } from '@/lib/ports';
import { type Permission, requirePermission } from './permissions';

type Change = {
  permission: Permission;
  /** What else is in the way, such as that the actor has to confirm it. */
  refuse?: () => AppError | null | Promise<AppError | null>;
  event: string;
  /** What the actor did, after their name: `allowed signing computers in by a code`. */
  deed: string;
  details: Record<string, boolean | number | string>;
  write: () => Promise<void>;
};

/** Changes one setting: by those who may, and on record before it counts. */
export async function changeSetting(
  { activity }: { activity: Pick<ActivityLog, 'append'> },
  actor: Actor,
  { permission, refuse, event, deed, details, write }: Change,
): Promise<Result<null, AppError>> {
  const refused = requirePermission(actor, permission) ?? (await refuse?.());
  if (refused) return err(refused);
  const { workspaceId, userId: actorId, name: actorName } = actor;
  await activity.append({
    workspaceId,
    actorId,
    actorName,
    event,
    outcome: 'ok',
    sentence: `${actorName} ${deed}.`,
    target: null,
    planId: null,
    details,
  });
  await write();
  return ok(null);
}
