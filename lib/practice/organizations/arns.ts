import type { Call } from '../operation';
import type { OrgPolicy, OrgState, OrgTarget } from '../world/org-types';

export const partitionOf = (call: Call) => call.account.partition;

export const orgArn = (call: Call, org: OrgState, resource: string): string =>
  `arn:${partitionOf(call)}:organizations::${org.managementAccountId}:${resource}`;

const KINDS = { ROOT: 'root', ORGANIZATIONAL_UNIT: 'ou', ACCOUNT: 'account' } as const;

export const targetArn = (call: Call, org: OrgState, { id, type }: OrgTarget): string =>
  orgArn(call, org, `${KINDS[type]}/${org.id}/${id}`);

export function policyArn(call: Call, org: OrgState, policy: OrgPolicy): string {
  const kind = policy.type.toLowerCase();
  return policy.isAwsManaged
    ? `arn:${partitionOf(call)}:organizations::aws:policy/${kind}/${policy.id}`
    : orgArn(call, org, `policy/${org.id}/${kind}/${policy.id}`);
}

/** The resource of a call on a target or a policy; `*` when it is not there. */
export function arnOfId(call: Call, org: OrgState, id: string): string {
  const target = org.targets.get(id);
  if (target) return targetArn(call, org, target);
  const policy = org.policies.get(id);
  return policy ? policyArn(call, org, policy) : '*';
}
