import type { AppError } from '@/lib/core/errors';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { MemberRole } from '@/lib/core/member-role';
import { err, ok, type Result } from '@/lib/core/result';
import { type Permission, requirePermission } from './permissions';

type Changer = {
  workspaceId: WorkspaceId;
  userId: UserId;
  name: string;
  role: MemberRole;
};

type Details = Record<string, boolean | number | string>;

type Entry = {
  workspaceId: WorkspaceId;
  actorId: UserId;
  actorName: string;
  event: string;
  outcome: 'ok';
  sentence: string;
  target: null;
  planId: null;
  details: Details;
};

type Change = {
  permission: Permission;
  /** What else is in the way, such as that the actor has to confirm it. */
  refuse?: () => AppError | null | Promise<AppError | null>;
  event: string;
  /** What the actor did, after their name: `allowed signing computers in by a code`. */
  deed: string;
  details: Details;
  write: () => Promise<void>;
};

/** Changes one setting: by those who may, and on record before it counts. */
export async function changeSetting(
  { activity }: { activity: { append(entry: Entry): Promise<void> } },
  actor: Changer,
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
