import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { RoleRefView } from '@/lib/core/views';
import type { AccountNames } from './account-names';

/** A role with its account, as pages name it. */
export function roleRefOf(roleArn: string, names: AccountNames): RoleRefView {
  const { accountId = '' } = parseArn(roleArn) ?? {};
  const { name: accountName, isProduction } = names(accountId);
  return { arn: roleArn, name: nameOfArn(roleArn), accountId, accountName, isProduction };
}
