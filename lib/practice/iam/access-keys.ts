import type {
  AccessKeyMetadata,
  CreateAccessKeyCommandInput,
  DeleteAccessKeyCommandInput,
  GetAccessKeyLastUsedCommandInput,
  ListAccessKeysCommandInput,
  UpdateAccessKeyCommandInput,
} from '@aws-sdk/client-iam';
import { parseArn } from '@/lib/core/arn';
import { authorize } from '../authorize/authorize';
import { type Call, type Given, noted, type Operations } from '../operation';
import { limitExceeded, noSuchEntity } from '../wire/aws-error';
import { longTermKeys, makeKey } from '../world/make-key';
import type { KeyState } from '../world/session-types';
import type { StoredUser, World } from '../world/types';
import { arnFor, entityNamed } from './arns';
import { ownName } from './own-name';
import { pageOf } from './paging';
import { ACCESS_KEYS_QUOTA } from './quotas';

const isOwnedBy = (key: KeyState, user: StoredUser): boolean =>
  key.owner.kind === 'user' && key.owner.userId === user.id;

/** The long-term keys that belong to a user; the console's own are not among them. */
export const keysOfUser = (world: World, user: StoredUser): KeyState[] =>
  longTermKeys(world, parseArn(user.arn)?.accountId ?? '').filter(
    (key) => !key.isHidden && isOwnedBy(key, user),
  );

const statusOf = (key: KeyState) => (key.isActive ? 'Active' : 'Inactive');

const metadataOf = (key: KeyState, user: StoredUser): AccessKeyMetadata => ({
  UserName: user.name,
  AccessKeyId: key.id,
  Status: statusOf(key),
  CreateDate: new Date(key.createdAt),
});

function allowedUser(call: Call, action: string, name: string | undefined): StoredUser {
  const userName = name ?? ownName(call);
  authorize(call, { action, resource: arnFor(call.account, 'user', userName) });
  return entityNamed(call.account, 'user', userName);
}

function keyOf(call: Call, user: StoredUser, id: string): KeyState {
  const found = keysOfUser(call.world, user).find((key) => key.id === id);
  if (!found) throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  return found;
}

function createAccessKey(call: Call, input: Given<CreateAccessKeyCommandInput>) {
  const user = allowedUser(call, 'iam:CreateAccessKey', input.UserName);
  if (keysOfUser(call.world, user).length >= ACCESS_KEYS_QUOTA)
    throw limitExceeded(
      `Cannot exceed quota for AccessKeysPerUser: ${ACCESS_KEYS_QUOTA}`,
    );
  const key = makeKey(call.world, {
    accountId: call.account.id,
    owner: { kind: 'user', userId: user.id },
    createdAt: call.nowMs,
  });
  noted(call);
  return { AccessKey: { ...metadataOf(key, user), SecretAccessKey: key.secret } };
}

function listAccessKeys(call: Call, input: Given<ListAccessKeysCommandInput>) {
  const user = allowedUser(call, 'iam:ListAccessKeys', input.UserName);
  const { items, rest } = pageOf(keysOfUser(call.world, user), ({ id }) => id, input);
  return { AccessKeyMetadata: items.map((key) => metadataOf(key, user)), ...rest };
}

function updateAccessKey(call: Call, input: Given<UpdateAccessKeyCommandInput>) {
  const user = allowedUser(call, 'iam:UpdateAccessKey', input.UserName);
  keyOf(call, user, input.AccessKeyId).isActive = input.Status === 'Active';
  noted(call);
  return {};
}

function deleteAccessKey(call: Call, input: Given<DeleteAccessKeyCommandInput>) {
  const user = allowedUser(call, 'iam:DeleteAccessKey', input.UserName);
  call.world.keys.delete(keyOf(call, user, input.AccessKeyId).id);
  noted(call);
  return {};
}

function lastUsed(call: Call, { AccessKeyId }: Given<GetAccessKeyLastUsedCommandInput>) {
  const users = [...call.account.users.values()];
  const key = call.world.keys.get(AccessKeyId);
  const user = key && users.find((candidate) => isOwnedBy(key, candidate));
  authorize(call, {
    action: 'iam:GetAccessKeyLastUsed',
    resource: user?.arn ?? arnFor(call.account, 'user', '*'),
  });
  if (!user || key.isHidden)
    throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
  const used = key.lastUsed;
  return {
    UserName: user.name,
    AccessKeyLastUsed: {
      ...(used && { LastUsedDate: new Date(used.at) }),
      ServiceName: used?.service ?? 'N/A',
      Region: used?.region ?? 'N/A',
    },
  };
}

export const accessKeyOperations = {
  CreateAccessKey: createAccessKey,
  ListAccessKeys: listAccessKeys,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
  GetAccessKeyLastUsed: lastUsed,
} satisfies Operations;
