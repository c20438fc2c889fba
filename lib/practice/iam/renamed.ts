import { alreadyExists } from '../wire/aws-error';
import type { AccountState, StoredGroup, StoredUser } from '../world/types';
import { iamArn, shelfOf } from './arns';

const TITLES = { user: 'User', group: 'Group' } as const;

/** A user or group under its new name and path, which nobody else has. */
export function renamed<T extends StoredUser | StoredGroup>(
  account: AccountState,
  entity: T,
  name: string = entity.name,
  path: string = entity.path,
): T {
  const holder = shelfOf(account, entity.kind).get(name.toLowerCase());
  if (holder && holder.id !== entity.id)
    throw alreadyExists(`${TITLES[entity.kind]} with name ${name} already exists.`);
  return { ...entity, name, path, arn: iamArn(account, entity.kind, path, name) };
}
