import * as z from 'zod';
import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, WorkspaceStore } from '@/lib/ports';

export const DeviceSettingInput = z.strictObject({ isAllowed: z.boolean() });

export type DeviceSettingView = { isAllowed: boolean; mayChange: boolean };

/** Whether people of the actor's workspace may sign computers in by a typed code. */
export async function getDeviceSetting(
  { workspaces }: { workspaces: Pick<WorkspaceStore, 'allowsDeviceCodes'> },
  actor: Actor,
): Promise<Result<DeviceSettingView, AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  return ok({
    isAllowed: await workspaces.allowsDeviceCodes(actor.workspaceId),
    mayChange: can(actor, 'workspace:change'),
  });
}

type Deps = {
  workspaces: Pick<WorkspaceStore, 'setDeviceCodes'>;
  activity: Pick<ActivityLog, 'append'>;
};

export async function setDeviceSetting(
  { workspaces, activity }: Deps,
  actor: Actor,
  { isAllowed }: z.infer<typeof DeviceSettingInput>,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'workspace:change');
  if (denied) return err(denied);
  const { workspaceId, userId: actorId, name: actorName } = actor;
  // On record before it counts.
  await activity.append({
    workspaceId,
    actorId,
    actorName,
    event: 'workspace.device-codes',
    outcome: 'ok',
    sentence: `${actorName} ${isAllowed ? 'allowed' : 'forbade'} signing computers in by a typed code.`,
    target: null,
    planId: null,
    details: { isAllowed },
  });
  await workspaces.setDeviceCodes(workspaceId, isAllowed);
  return ok(null);
}
