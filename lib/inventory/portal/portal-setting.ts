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

export async function setPortal(
  { workspaces, activity }: Deps,
  actor: Actor,
  { startUrl, region }: PortalInput,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'workspace:change');
  if (denied) return err(denied);
  if (startUrl !== '' && region === '')
    return err({
      kind: 'invalid_input',
      message: 'Name the region of Identity Center as well.',
      fields: { region: 'Name the region of Identity Center as well.' },
    });
  const { workspaceId, userId: actorId, name: actorName } = actor;
  await workspaces.setPortal(workspaceId, startUrl === '' ? null : { startUrl, region });
  await activity.append({
    workspaceId,
    actorId,
    actorName,
    event: 'workspace.portal',
    outcome: 'ok',
    sentence: startUrl
      ? `${actorName} set the access portal of Identity Center to ${startUrl} in ${region}.`
      : `${actorName} took away the address of the access portal.`,
    target: null,
    planId: null,
    details: { startUrl, region },
  });
  return ok(null);
}
