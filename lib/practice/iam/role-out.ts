import type { Role } from '@aws-sdk/client-iam';
import { encodeRfc3986 } from '../wire/request';
import type { StoredRole } from '../world/types';
import { boundaryOut } from './boundaries';
import { tagsOut } from './tags';

/** A role without what only GetRole tells. */
export const roleOut = (role: StoredRole): Role => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: new Date(role.createdAt),
  AssumeRolePolicyDocument: encodeRfc3986(role.trust),
  Description: role.description ?? undefined,
  MaxSessionDuration: role.maxSessionSeconds,
});

const lastUsedOut = (role: StoredRole): Pick<Role, 'RoleLastUsed'> => ({
  RoleLastUsed: role.lastUsed
    ? { LastUsedDate: new Date(role.lastUsed.at), Region: role.lastUsed.region }
    : {},
});

/** A role as GetRole and the authorization details give it. */
export const wholeRoleOut = (role: StoredRole): Role => ({
  ...roleOut(role),
  ...boundaryOut(role.boundary),
  ...tagsOut(role.tags),
  ...lastUsedOut(role),
});
