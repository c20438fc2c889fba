import { MANAGED_POLICIES } from '../seed/managed-policies';
import { noSuchEntity } from '../wire/aws-error';
import type { AccountState, StoredPolicy } from '../world/types';

/** A customer policy of the account, or one of AWS's own. */
export const findPolicy = (account: AccountState, arn: string): StoredPolicy | null =>
  account.policies.get(arn) ?? MANAGED_POLICIES.get(arn) ?? null;

export function policyAt(account: AccountState, arn: string): StoredPolicy {
  const policy = findPolicy(account, arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

export const isAwsManaged = (arn: string): boolean =>
  /^arn:aws[a-z-]*:iam::aws:/.test(arn);
