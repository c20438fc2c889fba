import { authorize } from '../authorize/authorize';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { OrgState, OrgTarget } from '../world/types';

export function orgOf(call: Call): OrgState {
  const { org } = call.world;
  if (!org?.targets.has(call.account.id))
    throw new AwsError(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  return org;
}

export const partitionOf = (call: Call) => call.account.partition;

export const orgArn = (call: Call, org: OrgState, resource: string): string =>
  `arn:${partitionOf(call)}:organizations::${org.managementAccountId}:${resource}`;

/** Only the management account and delegated administrators may read the tree. */
export function allow(call: Call, operation: string, resource = '*'): OrgState {
  const org = orgOf(call);
  authorize(call, {
    action: `organizations:${operation}`,
    resource,
    accountId: call.account.id,
  });
  const readers = [org.managementAccountId, ...org.delegatedAccountIds];
  if (readers.includes(call.account.id)) return org;
  throw new AwsError(
    'AccessDenied',
    "You don't have permissions to access this resource.",
    403,
  );
}

export function targetAt(org: OrgState, id: string): OrgTarget {
  const target = org.targets.get(id);
  if (!target)
    throw new AwsError(
      'TargetNotFoundException',
      'You specified a target that does not exist.',
    );
  return target;
}
