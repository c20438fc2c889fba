import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, InviteStore, MemberStore } from '@/lib/ports';
import type { PeopleView } from './schema';

type Deps = {
  members: Pick<MemberStore, 'list'>;
  invites: Pick<InviteStore, 'list'>;
  clock: Pick<Clock, 'now'>;
};

/** Who is in the workspace; for those in charge also when they were seen, and who is invited. */
export async function listPeople(
  deps: Deps,
  actor: Actor,
): Promise<Result<PeopleView, AppError>> {
  const denied = requirePermission(actor, 'people:read');
  if (denied) return err(denied);
  const mayManage = can(actor, 'people:manage');
  const [members, invites] = await Promise.all([
    deps.members.list(actor.workspaceId),
    mayManage ? deps.invites.list(actor.workspaceId) : [],
  ]);
  const now = deps.clock.now();
  return ok({
    members: members.map(({ userId, name, email, role, lastSeenAt }) => ({
      id: userId,
      name,
      email,
      role,
      lastSeenAt: mayManage ? (lastSeenAt?.toISOString() ?? null) : null,
      isYou: userId === actor.userId,
    })),
    invites: invites.map(({ id, email, role, createdByName, expiresAt }) => ({
      id,
      email,
      role,
      createdByName,
      expiresAt: expiresAt.toISOString(),
      isOver: expiresAt <= now,
    })),
    mayManage,
  });
}
