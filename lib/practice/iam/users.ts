import type {
  CreateUserCommandInput,
  DeleteUserCommandInput,
  GetUserCommandInput,
  ListUsersCommandInput,
  User,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { alreadyExists, deleteConflict, limitExceeded } from '../wire/aws-error';
import { uniqueId } from '../world/ids';
import type { StoredUser } from '../world/types';
import { keysOfUser } from './access-keys';
import { arnFor, entityNamed, iamArn } from './arns';
import { boundaryContext, boundaryOut, checkBoundary } from './boundaries';
import { forgetPrincipal } from './forget-principal';
import { ownName } from './own-name';
import { pageOf } from './paging';
import { USERS_QUOTA } from './quotas';
import { requestTagContext, tagsOf } from './tags';

export const userOut = (user: StoredUser): User => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: user.arn,
  CreateDate: new Date(user.createdAt),
});

function createUser(call: Call, input: Given<CreateUserCommandInput>) {
  const { account } = call;
  const path = input.Path ?? '/';
  const arn = iamArn(account, 'user', path, input.UserName);
  const tags = tagsOf(input.Tags);
  authorize(call, {
    action: 'iam:CreateUser',
    resource: arn,
    context: {
      ...boundaryContext(input.PermissionsBoundary),
      ...requestTagContext(tags),
    },
  });
  const key = input.UserName.toLowerCase();
  if (account.users.has(key))
    throw alreadyExists(`User with name ${input.UserName} already exists.`);
  if (account.users.size >= USERS_QUOTA)
    throw limitExceeded(`Cannot exceed quota for UsersPerAccount: ${USERS_QUOTA}`);
  const user: StoredUser = {
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
  account.users.set(key, user);
  changed(call);
  return { User: { ...userOut(user), ...boundaryOut(user.boundary), Tags: input.Tags } };
}

function getUser(call: Call, input: Given<GetUserCommandInput>) {
  const name = input.UserName ?? ownName(call);
  authorize(call, {
    action: 'iam:GetUser',
    resource: arnFor(call.account, 'user', name),
  });
  const user = entityNamed(call.account, 'user', name);
  const tags = user.tags.length > 0 ? { Tags: user.tags } : {};
  return { User: { ...userOut(user), ...boundaryOut(user.boundary), ...tags } };
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

/** What must be gone before AWS deletes a user, and how it says so. */
function obstacle(call: Call, user: StoredUser): string | null {
  if (user.inline.length > 0) return 'delete policies first';
  if (user.attached.length > 0) return 'detach all policies first';
  if (user.groups.length > 0) return 'remove users from group first';
  if (keysOfUser(call.world, user).length > 0) return 'delete access keys first';
  return user.mfaDevices.length > 0 ? 'deactivate MFA device first' : null;
}

function deleteUser(call: Call, { UserName }: Given<DeleteUserCommandInput>) {
  authorize(call, {
    action: 'iam:DeleteUser',
    resource: arnFor(call.account, 'user', UserName),
  });
  const user = entityNamed(call.account, 'user', UserName);
  const first = obstacle(call, user);
  if (first) throw deleteConflict(`Cannot delete entity, must ${first}.`);
  call.account.users.delete(UserName.toLowerCase());
  forgetPrincipal(call, user.arn, user.id);
  changed(call);
  return {};
}

export const userOperations = {
  CreateUser: createUser,
  GetUser: getUser,
  ListUsers: listUsers,
  DeleteUser: deleteUser,
} satisfies Operations;
