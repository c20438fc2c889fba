import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import type { GrantDeps } from './grant-deps';
import type { GroupsView } from './grant-schema';

/** The groups of a workspace, and who could be in them. */
export async function listGroups(
  deps: Pick<GrantDeps, 'personGroups' | 'people' | 'grants'>,
  actor: Actor,
): Promise<Result<GroupsView, AppError>> {
  const denied = requirePermission(actor, 'grant:read');
  if (denied) return err(denied);
  const { workspaceId } = actor;
  const mayManage = can(actor, 'grant:manage');
  const [groups, people, grants] = await Promise.all([
    deps.personGroups.list(workspaceId),
    deps.people.listPeople(workspaceId),
    deps.grants.listOpen(workspaceId),
  ]);
  return ok({
    groups,
    people: people.map(({ userId, name, email }) => ({
      id: userId,
      name,
      email: mayManage ? email : '',
    })),
    mayManage,
    grantsTotal: grants.length,
  });
}
