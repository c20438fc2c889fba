import type {
  CreateUserCommandInput,
  DeleteUserCommandInput,
  GetUserCommandInput,
  ListUsersCommandInput,
  UpdateUserCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { alreadyExists, deleteConflict, limitExceeded } from '../wire/aws-error';
import { uniqueId } from '../world/ids';
import type { StoredUser } from '../world/types';
import { keysOfUser } from './access-keys';
import { allowCreation } from './allow-creation';
import { iamArn } from './arns';
import { boundaryContext, boundaryOut, checkBoundary } from './boundaries';
import { changePrincipal } from './change-principal';
import { allowedEntity } from './holder';
import { ownName } from './own-name';
import { pageOf } from './paging';
import { USERS_QUOTA } from './quotas';
import { renamed } from './renamed';
import { tagsOf, tagsOut } from './tags';
import { userOut } from './user-out';

const user = (name: string) => ({ kind: 'user', name }) as const;

function createUser(call: Call, input: Given<CreateUserCommandInput>) {
  const { account } = call;
  const path = input.Path ?? '/';
  const arn = iamArn(account, 'user', path, input.UserName);
  const tags = tagsOf(input.Tags, 'User');
  allowCreation(call, {
    action: 'iam:CreateUser',
    tagAction: 'iam:TagUser',
    resource: arn,
    tags,
    context: boundaryContext(input.PermissionsBoundary),
  });
  const key = input.UserName.toLowerCase();
  if (account.users.has(key))
    throw alreadyExists(`User with name ${input.UserName} already exists.`);
  if (account.users.size >= USERS_QUOTA)
    throw limitExceeded(`Cannot exceed quota for UsersPerAccount: ${USERS_QUOTA}`);
  const added: StoredUser = {
    kind: 'user',
    name: input.UserName,
    path,
    id: uniqueId('AIDA'),
    arn,
    createdAt: worldTime(call),
    inline: [],
    attached: [],
    boundary: checkBoundary(account, input.PermissionsBoundary),
    tags,
    groups: [],
    mfaDevices: [],
  };
  account.users.set(key, added);
  changed(call);
  return { User: wholeUserOut(added) };
}

const wholeUserOut = (shown: StoredUser) => ({
  ...userOut(shown),
  ...boundaryOut(shown.boundary),
  ...tagsOut(shown.tags),
});

function getUser(call: Call, input: Given<GetUserCommandInput>) {
  const name = input.UserName ?? ownName(call);
  return { User: wholeUserOut(allowedEntity(call, 'iam:GetUser', user(name))) };
}

function listUsers(call: Call, input: Given<ListUsersCommandInput>) {
  const prefix = input.PathPrefix ?? '/';
  authorize(call, {
    action: 'iam:ListUsers',
    resource: iamArn(call.account, 'user', prefix, ''),
  });
  const inPath = [...call.account.users.values()].filter(({ path }) =>
    path.startsWith(prefix),
  );
  const { items, rest } = pageOf(inPath, ({ name }) => name, input);
  return { Users: items.map(userOut), ...rest };
}

/** Moves or renames a user; policies that name it follow. */
function updateUser(call: Call, input: Given<UpdateUserCommandInput>) {
  const found = allowedEntity(call, 'iam:UpdateUser', user(input.UserName));
  const after = renamed(call.account, found, input.NewUserName, input.NewPath);
  authorize(call, { action: 'iam:UpdateUser', resource: after.arn });
  const { users } = call.account;
  users.delete(found.name.toLowerCase());
  users.set(after.name.toLowerCase(), after);
  changePrincipal(call, found.arn, after.arn);
  changed(call);
  return {};
}

/** What must be gone before AWS deletes a user, and how it says so. */
function obstacle(call: Call, found: StoredUser): string | null {
  if (found.inline.length > 0) return 'delete policies first';
  if (found.attached.length > 0) return 'detach all policies first';
  if (found.groups.length > 0) return 'remove users from group first';
  if (keysOfUser(call.world, found).length > 0) return 'delete access keys first';
  return found.mfaDevices.length > 0 ? 'deactivate MFA device first' : null;
}

function deleteUser(call: Call, { UserName }: Given<DeleteUserCommandInput>) {
  const found = allowedEntity(call, 'iam:DeleteUser', user(UserName));
  const first = obstacle(call, found);
  if (first) throw deleteConflict(`Cannot delete entity, must ${first}.`);
  call.account.users.delete(UserName.toLowerCase());
  changePrincipal(call, found.arn, found.id);
  changed(call);
  return {};
}

export const userOperations = {
  CreateUser: createUser,
  GetUser: getUser,
  ListUsers: listUsers,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
} satisfies Operations;
