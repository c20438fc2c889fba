import { can, requirePermission } from '@/lib/auth/permissions';
import { nameOfArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, GrantTo, NamedGrant, Person, StoredPersonGroup } from '@/lib/ports';
import { accountNameOf, type GrantDeps } from './grant-deps';
import { hasRunOut } from './grant-rule';
import type { GrantToOption, GrantView, RoleGrantsView } from './grant-schema';
import { sayTerms, sayTo } from './say-grant';

type Deps = Pick<
  GrantDeps,
  'grants' | 'vendableRoles' | 'personGroups' | 'people' | 'accounts' | 'clock'
>;

/** Who may take a role here, and for those who may give it, to whom it can be given. */
export async function listRoleGrants(
  deps: Deps,
  actor: Actor,
  roleArn: string,
): Promise<Result<RoleGrantsView, AppError>> {
  const denied = requirePermission(actor, 'grant:read');
  if (denied) return err(denied);

  const { workspaceId } = actor;
  const mayManage = can(actor, 'grant:manage');
  const [grants, [role], accounts, people, groups] = await Promise.all([
    deps.grants.listOpen(workspaceId, [roleArn]),
    deps.vendableRoles.list(workspaceId, [roleArn]),
    deps.accounts.list(workspaceId),
    mayManage ? deps.people.listPeople(workspaceId) : [],
    mayManage ? deps.personGroups.list(workspaceId) : [],
  ]);
  const now = deps.clock.now();
  return ok({
    roleArn,
    roleName: nameOfArn(roleArn),
    accountName: accountNameOf(roleArn, accounts),
    roleMaxSeconds: role?.roleMaxSeconds ?? null,
    grants: grants.map((grant) => grantView(grant, now)),
    mayManage,
    options: mayManage ? optionsOf(people, groups) : [],
  });
}

export function grantView(grant: NamedGrant, now: Date): GrantView {
  const { id, version, maxSeconds, isReadOnly, services, fromIp, endsAt } = grant;
  const { stepUp, rule, approvals, approverIds, approverGroupId } = grant;
  return {
    id,
    version,
    to: keyOf(grant.to),
    toName: sayTo(grant),
    words: sayTerms(grant),
    maxSeconds,
    isReadOnly,
    services,
    fromIp,
    endsAt: endsAt?.toISOString() ?? null,
    stepUp,
    rule,
    approvals,
    approverIds,
    approverGroupId,
    hasRunOut: hasRunOut(grant, now),
    byName: grant.createdByName,
    createdAt: grant.createdAt.toISOString(),
  };
}

/** Whom a grant is for, as the form says it. */
export function keyOf(to: GrantTo): string {
  if (to.kind === 'everybody') return 'everybody';
  return to.kind === 'person' ? `person:${to.userId}` : `group:${to.groupId}`;
}

const optionsOf = (
  people: readonly Person[],
  groups: readonly StoredPersonGroup[],
): GrantToOption[] => [
  ...people.map(({ userId, name, email }) => ({
    id: `person:${userId}`,
    label: name,
    detail: email,
  })),
  ...groups.map(({ id, name, memberIds }) => ({
    id: `group:${id}`,
    label: name,
    detail: memberIds.length === 1 ? 'group of 1' : `group of ${memberIds.length}`,
  })),
  { id: 'everybody', label: 'Everybody', detail: 'whoever is in this workspace' },
];
