import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  DeleteRoleCommandInput,
  GetRoleCommandInput,
  ListRolesCommandInput,
  Role,
  UpdateAssumeRolePolicyCommandInput,
  UpdateRoleCommandInput,
} from '@aws-sdk/client-iam';
import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { authorize } from '../authorize/authorize';
import {
  type Call,
  changed,
  type Given,
  type Operations,
  used,
  worldTime,
} from '../operation';
import { alreadyExists, deleteConflict, limitExceeded } from '../wire/aws-error';
import { encodeRfc3986 } from '../wire/request';
import { uniqueId } from '../world/ids';
import type { StoredRole } from '../world/types';
import { arnFor, entityNamed, iamArn } from './arns';
import { boundaryContext, boundaryOut, checkBoundary } from './boundaries';
import { forgetPrincipal } from './forget-principal';
import { pageOf } from './paging';
import { ROLES_QUOTA } from './quotas';
import { requestTagContext, tagsOf } from './tags';
import { checkTrust } from './trust-document';

/** A role without what only GetRole tells. */
const roleOut = (role: StoredRole): Role => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: new Date(role.createdAt),
  AssumeRolePolicyDocument: encodeRfc3986(role.trust),
  Description: role.description ?? undefined,
  MaxSessionDuration: role.maxSessionSeconds,
});

export const lastUsedOut = (role: StoredRole): Pick<Role, 'RoleLastUsed'> => ({
  RoleLastUsed: role.lastUsed
    ? { LastUsedDate: new Date(role.lastUsed.at), Region: role.lastUsed.region }
    : {},
});

/** A role as GetRole and the authorization details give it. */
const wholeRoleOut = (role: StoredRole): Role => ({
  ...roleOut(role),
  ...boundaryOut(role.boundary),
  Tags: role.tags.length > 0 ? role.tags : undefined,
  ...lastUsedOut(role),
});

function createRole(call: Call, input: Given<CreateRoleCommandInput>) {
  const { account } = call;
  const path = input.Path ?? '/';
  const arn = iamArn(account, 'role', path, input.RoleName);
  const tags = tagsOf(input.Tags);
  authorize(call, {
    action: 'iam:CreateRole',
    resource: arn,
    context: {
      ...boundaryContext(input.PermissionsBoundary),
      ...requestTagContext(tags),
    },
  });
  if (tags.length > 0)
    authorize(call, {
      action: 'iam:TagRole',
      resource: arn,
      context: requestTagContext(tags),
    });
  const key = input.RoleName.toLowerCase();
  if (account.roles.has(key))
    throw alreadyExists(`Role with name ${input.RoleName} already exists.`);
  if (account.roles.size >= ROLES_QUOTA)
    throw limitExceeded(`Cannot exceed quota for RolesPerAccount: ${ROLES_QUOTA}`);
  const role: StoredRole = {
    kind: 'role',
    name: input.RoleName,
    path,
    id: uniqueId('AROA'),
    arn,
    createdAt: worldTime(call),
    inline: [],
    attached: [],
    boundary: checkBoundary(account, input.PermissionsBoundary),
    tags,
    trust: checkTrust(call.world, input.AssumeRolePolicyDocument),
    description: input.Description ?? null,
    maxSessionSeconds: input.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
    lastUsed: null,
  };
  account.roles.set(key, role);
  changed(call);
  return {
    Role: { ...roleOut(role), Tags: input.Tags },
  } satisfies Partial<CreateRoleCommandOutput>;
}

function getRole(call: Call, { RoleName }: Given<GetRoleCommandInput>) {
  authorize(call, {
    action: 'iam:GetRole',
    resource: arnFor(call.account, 'role', RoleName),
  });
  return { Role: wholeRoleOut(entityNamed(call.account, 'role', RoleName)) };
}

function listRoles(call: Call, input: Given<ListRolesCommandInput>) {
  const prefix = input.PathPrefix ?? '/';
  authorize(call, {
    action: 'iam:ListRoles',
    resource: iamArn(call.account, 'role', prefix, ''),
  });
  const inPath = [...call.account.roles.values()].filter(({ path }) =>
    path.startsWith(prefix),
  );
  const { items, rest } = pageOf(inPath, (role) => role.name, input);
  return { Roles: items.map(roleOut), ...rest };
}

function deleteRole(call: Call, { RoleName }: Given<DeleteRoleCommandInput>) {
  authorize(call, {
    action: 'iam:DeleteRole',
    resource: arnFor(call.account, 'role', RoleName),
  });
  const role = entityNamed(call.account, 'role', RoleName);
  if (role.inline.length > 0)
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  if (role.attached.length > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  call.account.roles.delete(RoleName.toLowerCase());
  forgetPrincipal(call, role.arn, role.id);
  changed(call);
  return {};
}

function updateRole(call: Call, input: Given<UpdateRoleCommandInput>) {
  const { RoleName } = input;
  authorize(call, {
    action: 'iam:UpdateRole',
    resource: arnFor(call.account, 'role', RoleName),
  });
  const role = entityNamed(call.account, 'role', RoleName);
  if (input.MaxSessionDuration !== undefined)
    role.maxSessionSeconds = input.MaxSessionDuration;
  if (input.Description !== undefined) role.description = input.Description;
  changed(call);
  return {};
}

function updateTrust(call: Call, input: Given<UpdateAssumeRolePolicyCommandInput>) {
  const { RoleName, PolicyDocument } = input;
  authorize(call, {
    action: 'iam:UpdateAssumeRolePolicy',
    resource: arnFor(call.account, 'role', RoleName),
  });
  const role = entityNamed(call.account, 'role', RoleName);
  role.trust = checkTrust(call.world, PolicyDocument);
  changed(call);
  return {};
}

export const roleOperations = {
  CreateRole: createRole,
  GetRole: getRole,
  ListRoles: listRoles,
  DeleteRole: deleteRole,
  UpdateRole: updateRole,
  UpdateAssumeRolePolicy: updateTrust,
} satisfies Operations;

/** Remembers that a role was used, as RoleLastUsed tells it. */
export function markUsed(call: Call, role: StoredRole): void {
  role.lastUsed = { at: worldTime(call), region: call.region };
  const account = call.world.accounts.get(parseArn(role.arn)?.accountId ?? '');
  used(call, account ?? call.account);
}
