import * as z from 'zod';
import { changeSetting } from '@/lib/auth/change-setting';
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

export const setDeviceSetting = (
  deps: Deps,
  actor: Actor,
  { isAllowed }: z.infer<typeof DeviceSettingInput>,
): Promise<Result<null, AppError>> =>
  changeSetting(deps, actor, {
    permission: 'workspace:change',
    event: 'workspace.device-codes',
    deed: `${isAllowed ? 'allowed' : 'forbade'} signing computers in by a typed code`,
    details: { isAllowed },
    write: () => deps.workspaces.setDeviceCodes(actor.workspaceId, isAllowed),
  });
