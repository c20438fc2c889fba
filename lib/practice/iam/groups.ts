import type {
  AddUserToGroupCommandInput,
  CreateGroupCommandInput,
  DeleteGroupCommandInput,
  GetGroupCommandInput,
  Group,
  ListGroupsCommandInput,
  ListGroupsForUserCommandInput,
  RemoveUserFromGroupCommandInput,
  UpdateGroupCommandInput,
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
import type { AccountState, StoredGroup, StoredUser } from '../world/types';
import { entityNamed, iamArn } from './arns';
import { allowedEntity } from './holder';
import { pageOf } from './paging';
import { GROUPS_PER_USER_QUOTA, GROUPS_QUOTA } from './quotas';
import { renamed } from './renamed';
import { userOut } from './user-out';

const groupOut = (group: StoredGroup): Group => ({
  Path: group.path,
  GroupName: group.name,
  GroupId: group.id,
  Arn: group.arn,
  CreateDate: new Date(group.createdAt),
});

const membersOf = (account: AccountState, group: StoredGroup): StoredUser[] =>
  [...account.users.values()].filter(({ groups }) => groups.includes(group.name));

const allowedGroup = (call: Call, operation: string, name: string): StoredGroup =>
  allowedEntity(call, `iam:${operation}`, { kind: 'group', name });

function createGroup(call: Call, input: Given<CreateGroupCommandInput>) {
  const { account } = call;
  const path = input.Path ?? '/';
  const arn = iamArn(account, 'group', path, input.GroupName);
  authorize(call, { action: 'iam:CreateGroup', resource: arn });
  const key = input.GroupName.toLowerCase();
  if (account.groups.has(key))
    throw alreadyExists(`Group with name ${input.GroupName} already exists.`);
  if (account.groups.size >= GROUPS_QUOTA)
    throw limitExceeded(`Cannot exceed quota for GroupsPerAccount: ${GROUPS_QUOTA}`);
  const group: StoredGroup = {
    kind: 'group',
    name: input.GroupName,
    path,
    id: uniqueId('AGPA'),
    arn,
    createdAt: worldTime(call),
    inline: [],
    attached: [],
  };
  account.groups.set(key, group);
  changed(call);
  return { Group: groupOut(group) };
}

function getGroup(call: Call, input: Given<GetGroupCommandInput>) {
  const group = allowedGroup(call, 'GetGroup', input.GroupName);
  const { items, rest } = pageOf(
    membersOf(call.account, group),
    ({ name }) => name,
    input,
  );
  return { Group: groupOut(group), Users: items.map(userOut), ...rest };
}

function listGroups(call: Call, input: Given<ListGroupsCommandInput>) {
  const prefix = input.PathPrefix ?? '/';
  authorize(call, {
    action: 'iam:ListGroups',
    resource: iamArn(call.account, 'group', prefix, ''),
  });
  const inPath = [...call.account.groups.values()].filter(({ path }) =>
    path.startsWith(prefix),
  );
  const { items, rest } = pageOf(inPath, ({ name }) => name, input);
  return { Groups: items.map(groupOut), ...rest };
}

/** Moves or renames a group; its members stay in it. */
function updateGroup(call: Call, input: Given<UpdateGroupCommandInput>) {
  const { account } = call;
  const group = allowedGroup(call, 'UpdateGroup', input.GroupName);
  const after = renamed(account, group, input.NewGroupName, input.NewPath);
  authorize(call, { action: 'iam:UpdateGroup', resource: after.arn });
  for (const member of membersOf(account, group))
    member.groups = member.groups.map((name) =>
      name === group.name ? after.name : name,
    );
  account.groups.delete(group.name.toLowerCase());
  account.groups.set(after.name.toLowerCase(), after);
  changed(call);
  return {};
}

function deleteGroup(call: Call, { GroupName }: Given<DeleteGroupCommandInput>) {
  const group = allowedGroup(call, 'DeleteGroup', GroupName);
  if (group.inline.length > 0)
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  if (group.attached.length > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (membersOf(call.account, group).length > 0)
    throw deleteConflict('Cannot delete entity, must remove users from group first.');
  call.account.groups.delete(GroupName.toLowerCase());
  changed(call);
  return {};
}

function addUser(call: Call, input: Given<AddUserToGroupCommandInput>) {
  const group = allowedGroup(call, 'AddUserToGroup', input.GroupName);
  const user = entityNamed(call.account, 'user', input.UserName);
  if (user.groups.includes(group.name)) return {};
  if (user.groups.length >= GROUPS_PER_USER_QUOTA)
    throw limitExceeded(
      `Cannot exceed quota for GroupsPerUser: ${GROUPS_PER_USER_QUOTA}`,
    );
  user.groups.push(group.name);
  changed(call);
  return {};
}

function removeUser(call: Call, input: Given<RemoveUserFromGroupCommandInput>) {
  const group = allowedGroup(call, 'RemoveUserFromGroup', input.GroupName);
  const user = entityNamed(call.account, 'user', input.UserName);
  if (!user.groups.includes(group.name))
    throw noSuchEntity(`User ${user.name} is not in group ${group.name}.`);
  user.groups = user.groups.filter((name) => name !== group.name);
  changed(call);
  return {};
}

function listGroupsForUser(call: Call, input: Given<ListGroupsForUserCommandInput>) {
  const user = allowedEntity(call, 'iam:ListGroupsForUser', {
    kind: 'user',
    name: input.UserName,
  });
  const { items, rest } = pageOf(user.groups, (name) => name, input);
  const groups = items.map((name) => groupOut(entityNamed(call.account, 'group', name)));
  return { Groups: groups, ...rest };
}

export const groupOperations = {
  CreateGroup: createGroup,
  GetGroup: getGroup,
  ListGroups: listGroups,
  UpdateGroup: updateGroup,
  DeleteGroup: deleteGroup,
  AddUserToGroup: addUser,
  RemoveUserFromGroup: removeUser,
  ListGroupsForUser: listGroupsForUser,
} satisfies Operations;
