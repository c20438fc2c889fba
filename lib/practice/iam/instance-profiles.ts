import type {
  AddRoleToInstanceProfileCommandInput,
  CreateInstanceProfileCommandInput,
  DeleteInstanceProfileCommandInput,
  GetInstanceProfileCommandInput,
  InstanceProfile,
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesForRoleCommandInput,
  RemoveRoleFromInstanceProfileCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import {
  alreadyExists,
  deleteConflict,
  limitExceeded,
  noSuchEntity,
} from '../wire/aws-error';
import { uniqueId } from '../world/ids';
import type { AccountState, StoredInstanceProfile, StoredRole } from '../world/types';
import { allowCreation } from './allow-creation';
import { arnFor, entityNamed, findEntity, iamArn } from './arns';
import { allowedEntity, changeable } from './holder';
import { pageOf } from './paging';
import { INSTANCE_PROFILES_QUOTA } from './quotas';
import { roleOut } from './role-out';
import { tagsOf, tagsOut } from './tags';

const lookUpProfile = (account: AccountState, name: string) => {
  const found = account.instanceProfiles.get(name.toLowerCase());
  return found?.name === name ? found : null;
};

export function instanceProfileNamed(
  account: AccountState,
  name: string,
): StoredInstanceProfile {
  const found = lookUpProfile(account, name);
  if (!found) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  return found;
}

/** Its own ARN, or the path-less one when it is not there. */
export const instanceProfileArn = (account: AccountState, name: string): string =>
  lookUpProfile(account, name)?.arn ?? iamArn(account, 'instance-profile', '/', name);

/** Instance profiles by the name of the role they hold. */
export function profilesByRole(
  account: AccountState,
): Map<string, StoredInstanceProfile[]> {
  const byRole = new Map<string, StoredInstanceProfile[]>();
  for (const profile of account.instanceProfiles.values()) {
    const { roleName } = profile;
    if (roleName !== null)
      byRole.set(roleName, [...(byRole.get(roleName) ?? []), profile]);
  }
  return byRole;
}

export const instanceProfileOut = (
  account: AccountState,
  profile: StoredInstanceProfile,
): InstanceProfile => {
  const role =
    profile.roleName === null ? null : findEntity(account, 'role', profile.roleName);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: new Date(profile.createdAt),
    Roles: role ? [roleOut(role)] : [],
  };
};

function allowedProfile(call: Call, operation: string, name: string) {
  const { account } = call;
  const resource = instanceProfileArn(account, name);
  authorize(call, { action: `iam:${operation}`, resource });
  return instanceProfileNamed(account, name);
}

function createProfile(call: Call, input: Given<CreateInstanceProfileCommandInput>) {
  const { account } = call;
  const { InstanceProfileName: name, Path: path = '/' } = input;
  const arn = iamArn(account, 'instance-profile', path, name);
  const tags = tagsOf(input.Tags, 'InstanceProfile');
  allowCreation(call, {
    action: 'iam:CreateInstanceProfile',
    tagAction: 'iam:TagInstanceProfile',
    resource: arn,
    tags,
  });
  if (account.instanceProfiles.has(name.toLowerCase()))
    throw alreadyExists(`Instance Profile ${name} already exists.`);
  if (account.instanceProfiles.size >= INSTANCE_PROFILES_QUOTA)
    throw limitExceeded(
      `Cannot exceed quota for InstanceProfilesPerAccount: ${INSTANCE_PROFILES_QUOTA}`,
    );
  const profile: StoredInstanceProfile = {
    name,
    path,
    id: uniqueId('AIPA'),
    arn,
    createdAt: worldTime(call),
    roleName: null,
    tags,
  };
  account.instanceProfiles.set(name.toLowerCase(), profile);
  changed(call);
  return {
    InstanceProfile: { ...instanceProfileOut(account, profile), ...tagsOut(tags) },
  };
}

function getProfile(call: Call, input: Given<GetInstanceProfileCommandInput>) {
  const profile = allowedProfile(call, 'GetInstanceProfile', input.InstanceProfileName);
  const { tags } = profile;
  return {
    InstanceProfile: { ...instanceProfileOut(call.account, profile), ...tagsOut(tags) },
  };
}

function listProfiles(call: Call, input: Given<ListInstanceProfilesCommandInput>) {
  const { account } = call;
  const prefix = input.PathPrefix ?? '/';
  authorize(call, {
    action: 'iam:ListInstanceProfiles',
    resource: iamArn(account, 'instance-profile', prefix, ''),
  });
  const inPath = [...account.instanceProfiles.values()].filter(({ path }) =>
    path.startsWith(prefix),
  );
  const { items, rest } = pageOf(inPath, ({ name }) => name, input);
  const profiles = items.map((profile) => instanceProfileOut(account, profile));
  return { InstanceProfiles: profiles, ...rest };
}

function listForRole(call: Call, input: Given<ListInstanceProfilesForRoleCommandInput>) {
  const { account } = call;
  const role = allowedEntity(call, 'iam:ListInstanceProfilesForRole', {
    kind: 'role',
    name: input.RoleName,
  });
  const holding = profilesByRole(account).get(role.name) ?? [];
  const { items, rest } = pageOf(holding, ({ name }) => name, input);
  const profiles = items.map((profile) => instanceProfileOut(account, profile));
  return { InstanceProfiles: profiles, ...rest };
}

/** Whoever puts a role into a profile hands it on to machines. */
function allowedToPass(call: Call, name: string): StoredRole {
  authorize(call, {
    action: 'iam:PassRole',
    resource: arnFor(call.account, 'role', name),
    context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
  });
  return changeable(entityNamed(call.account, 'role', name));
}

function addRole(call: Call, input: Given<AddRoleToInstanceProfileCommandInput>) {
  const { InstanceProfileName: name } = input;
  const profile = allowedProfile(call, 'AddRoleToInstanceProfile', name);
  const role = allowedToPass(call, input.RoleName);
  if (profile.roleName !== null)
    throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
  profile.roleName = role.name;
  changed(call);
  return {};
}

function removeRole(call: Call, input: Given<RemoveRoleFromInstanceProfileCommandInput>) {
  const { InstanceProfileName: name, RoleName } = input;
  const profile = allowedProfile(call, 'RemoveRoleFromInstanceProfile', name);
  entityNamed(call.account, 'role', RoleName);
  if (profile.roleName !== RoleName)
    throw noSuchEntity(`Role ${RoleName} in Instance Profile ${name} cannot be found.`);
  profile.roleName = null;
  changed(call);
  return {};
}

function deleteProfile(call: Call, input: Given<DeleteInstanceProfileCommandInput>) {
  const { InstanceProfileName: name } = input;
  const profile = allowedProfile(call, 'DeleteInstanceProfile', name);
  if (profile.roleName !== null)
    throw deleteConflict(
      'Cannot delete entity, must remove roles from instance profile first.',
    );
  call.account.instanceProfiles.delete(name.toLowerCase());
  changed(call);
  return {};
}

export const instanceProfileOperations = {
  CreateInstanceProfile: createProfile,
  GetInstanceProfile: getProfile,
  ListInstanceProfiles: listProfiles,
  ListInstanceProfilesForRole: listForRole,
  AddRoleToInstanceProfile: addRole,
  RemoveRoleFromInstanceProfile: removeRole,
  DeleteInstanceProfile: deleteProfile,
} satisfies Operations;
