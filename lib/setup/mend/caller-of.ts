import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { Borrower } from '../recipes/role-request';

/** A user or role by its ARN, as plans tell of it. */
export function callerOf(arn: string): Borrower {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  const kind = resource.startsWith('user/') ? 'user' : 'role';
  return { kind, arn, name: nameOfArn(arn), accountId };
}
