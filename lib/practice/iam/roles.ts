import type {
  CreateRoleCommandInput,
  DeleteRoleCommandInput,
  GetRoleCommandInput,
  ListRolesCommandInput,
  UpdateAssumeRolePolicyCommandInput,
  UpdateRoleCommandInput,
  UpdateRoleDescriptionCommandInput,
} from '@aws-sdk/client-iam';
import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { isServiceLinkedPath } from '@/lib/iam/evaluate/caller';
import { authorize } from '../authorize/authorize';
import {
  type Call,
  changed,
  type Given,
  type Occasion,
  type Operations,
  used,
  worldTime,
} from '../operation';
import {
  alreadyExists,
  deleteConflict,
  limitExceeded,
  validationError,
} from '../wire/aws-error';
import { uniqueId } from '../world/ids';
import type { AccountState, StoredRole } from '../world/types';
import { allowCreation } from './allow-creation';
import { iamArn } from './arns';
import { boundaryContext, checkBoundary } from './boundaries';
import { changePrincipal } from './change-principal';
import { allowedEntity, changeable } from './holder';
import { profilesByRole } from './instance-profiles';
import { pageOf } from './paging';
import { ROLES_QUOTA } from './quotas';
import { roleOut, wholeRoleOut } from './role-out';
import { tagsOf, tagsOut } from './tags';
import { checkTrust } from './trust-document';

const role = (name: string) => ({ kind: 'role', name }) as const;

/** Puts a new role into its account, while there is room for it. */
export function addRole(
  account: AccountState,
  made: Omit<StoredRole, 'kind' | 'id' | 'inline' | 'lastUsed'>,
): StoredRole {
  if (account.roles.size >= ROLES_QUOTA)
    throw limitExceeded(`Cannot exceed quota for RolesPerAccount: ${ROLES_QUOTA}`);
  const added: StoredRole = {
    kind: 'role',
    id: uniqueId('AROA'),
    inline: [],
    lastUsed: null,
    ...made,
  };
  account.roles.set(made.name.toLowerCase(), added);
  return added;
}

function createRole(call: Call, input: Given<CreateRoleCommandInput>) {
  const { account } = call;
  const path = input.Path ?? '/';
  const arn = iamArn(account, 'role', path, input.RoleName);
  const tags = tagsOf(input.Tags, 'Role');
  allowCreation(call, {
    action: 'iam:CreateRole',
    tagAction: 'iam:TagRole',
    resource: arn,
    tags,
    context: boundaryContext(input.PermissionsBoundary),
  });
  if (isServiceLinkedPath(path))
    throw validationError(
      'The specified value for path is invalid. Paths that begin with /aws-service-role/ are reserved for service-linked roles.',
    );
  if (account.roles.has(input.RoleName.toLowerCase()))
    throw alreadyExists(`Role with name ${input.RoleName} already exists.`);
  const added = addRole(account, {
    name: input.RoleName,
    path,
    arn,
    createdAt: worldTime(call),
    attached: [],
    boundary: checkBoundary(account, input.PermissionsBoundary),
    tags,
    trust: checkTrust(call.world, input.AssumeRolePolicyDocument),
    description: input.Description ?? null,
    maxSessionSeconds: input.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
  });
  changed(call);
  return { Role: { ...roleOut(added), ...tagsOut(tags) } };
}

const getRole = (call: Call, { RoleName }: Given<GetRoleCommandInput>) => ({
  Role: wholeRoleOut(allowedEntity(call, 'iam:GetRole', role(RoleName))),
});

function listRoles(call: Call, input: Given<ListRolesCommandInput>) {
  const prefix = input.PathPrefix ?? '/';
  authorize(call, {
    action: 'iam:ListRoles',
    resource: iamArn(call.account, 'role', prefix, ''),
  });
  const inPath = [...call.account.roles.values()].filter(({ path }) =>
    path.startsWith(prefix),
  );
  const { items, rest } = pageOf(inPath, ({ name }) => name, input);
  return { Roles: items.map(roleOut), ...rest };
}

/** What must be gone before AWS deletes a role, and how it says so. */
function obstacle(account: AccountState, { name, inline, attached }: StoredRole) {
  if (profilesByRole(account).has(name)) return 'remove roles from instance profile';
  if (attached.length > 0) return 'detach all policies';
  return inline.length > 0 ? 'delete policies' : null;
}

/** Takes a role out of its account; policies that trust it keep its unique id. */
export function removeRole(call: Call, removed: StoredRole): void {
  call.account.roles.delete(removed.name.toLowerCase());
  changePrincipal(call, removed.arn, removed.id);
  changed(call);
}

function deleteRole(call: Call, { RoleName }: Given<DeleteRoleCommandInput>) {
  const found = changeable(allowedEntity(call, 'iam:DeleteRole', role(RoleName)));
  const first = obstacle(call.account, found);
  if (first) throw deleteConflict(`Cannot delete entity, must ${first} first.`);
  removeRole(call, found);
  return {};
}

function updateRole(call: Call, input: Given<UpdateRoleCommandInput>) {
  const found = allowedEntity(call, 'iam:UpdateRole', role(input.RoleName));
  if (input.MaxSessionDuration !== undefined)
    changeable(found).maxSessionSeconds = input.MaxSessionDuration;
  if (input.Description !== undefined) found.description = input.Description;
  changed(call);
  return {};
}

function updateDescription(call: Call, input: Given<UpdateRoleDescriptionCommandInput>) {
  const found = allowedEntity(call, 'iam:UpdateRoleDescription', role(input.RoleName));
  found.description = input.Description;
  changed(call);
  return { Role: roleOut(found) };
}

function updateTrust(call: Call, input: Given<UpdateAssumeRolePolicyCommandInput>) {
  const action = 'iam:UpdateAssumeRolePolicy';
  const found = changeable(allowedEntity(call, action, role(input.RoleName)));
  found.trust = checkTrust(call.world, input.PolicyDocument);
  changed(call);
  return {};
}

export const roleOperations = {
  CreateRole: createRole,
  GetRole: getRole,
  ListRoles: listRoles,
  DeleteRole: deleteRole,
  UpdateRole: updateRole,
  UpdateRoleDescription: updateDescription,
  UpdateAssumeRolePolicy: updateTrust,
} satisfies Operations;

/** Remembers that a role was used, as RoleLastUsed tells it. */
export function markUsed(at: Occasion, role: StoredRole): void {
  role.lastUsed = { at: worldTime(at), region: at.region };
  const accountId = parseArn(role.arn)?.accountId;
  if (accountId) used(at, accountId);
}
