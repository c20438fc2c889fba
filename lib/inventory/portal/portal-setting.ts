import { changeSetting } from '@/lib/auth/change-setting';
import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, WorkspaceStore } from '@/lib/ports';
import type { PortalInput, PortalView } from './schema';

/** Where the people of the actor's workspace sign in to IAM Identity Center. */
export async function getPortal(
  { workspaces }: { workspaces: Pick<WorkspaceStore, 'portalOf'> },
  actor: Actor,
): Promise<Result<PortalView, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);
  const portal = await workspaces.portalOf(actor.workspaceId);
  return ok({
    startUrl: portal?.startUrl ?? '',
    region: portal?.region ?? '',
    mayChange: can(actor, 'workspace:change'),
  });
}

type Deps = {
  workspaces: Pick<WorkspaceStore, 'setPortal'>;
  activity: Pick<ActivityLog, 'append'>;
};

export const setPortal = (
  deps: Deps,
  actor: Actor,
  { startUrl, region }: PortalInput,
): Promise<Result<null, AppError>> =>
  changeSetting(deps, actor, {
    permission: 'workspace:change',
    refuse: () => (startUrl !== '' && region === '' ? REGION_MISSING : null),
    event: 'workspace.portal',
    deed: startUrl
      ? `set the access portal of Identity Center to ${startUrl} in ${region}`
      : 'took away the address of the access portal',
    details: { startUrl, region },
    write: () =>
      deps.workspaces.setPortal(
        actor.workspaceId,
        startUrl ? { startUrl, region } : null,
      ),
  });

const SAYS_REGION = 'Name the region of Identity Center as well.';

const REGION_MISSING: AppError = {
  kind: 'invalid_input',
  message: SAYS_REGION,
  fields: { region: SAYS_REGION },
};
