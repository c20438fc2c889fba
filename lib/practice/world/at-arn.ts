import { nameOfArn } from '@/lib/core/arn';
import type { AccountState, StoredRole, StoredUser } from './types';

/** The entity with this very ARN, its path too; names are unique in an account. */
function atArn<One extends { arn: string }>(
  shelf: Map<string, One>,
  arn: string,
): One | null {
  const found = shelf.get(nameOfArn(arn).toLowerCase());
  return found?.arn === arn ? found : null;
}

export const userAtArn = (account: AccountState, arn: string): StoredUser | null =>
  atArn(account.users, arn);

export const roleAtArn = (account: AccountState, arn: string): StoredRole | null =>
  atArn(account.roles, arn);
