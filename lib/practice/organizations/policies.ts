import type {
  DescribePolicyCommandInput,
  ListPoliciesCommandInput,
  ListPoliciesForTargetCommandInput,
  ListTargetsForPolicyCommandInput,
} from '@aws-sdk/client-organizations';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { OrgPolicy, OrgState, OrgTarget } from '../world/types';
import { allow, orgArn, partitionOf, targetAt } from './organization';
import { tokenPage } from './token-page';

const summaryOut = (call: Call, org: OrgState, policy: OrgPolicy) => ({
  Id: policy.id,
  Arn: policy.isAwsManaged
    ? `arn:${partitionOf(call)}:organizations::aws:policy/service_control_policy/${policy.id}`
    : orgArn(call, org, `policy/${org.id}/service_control_policy/${policy.id}`),
  Name: policy.name,
  Description: policy.description,
  Type: 'SERVICE_CONTROL_POLICY',
  AwsManaged: policy.isAwsManaged,
});

/** Policies here are service control policies; other types are turned on but not used. */
function ofType(policies: OrgPolicy[], type: string): OrgPolicy[] {
  if (type === 'SERVICE_CONTROL_POLICY') return policies;
  if (type === 'RESOURCE_CONTROL_POLICY') return [];
  throw new AwsError(
    'InvalidInputException',
    'You provided an invalid value for the policy type.',
  );
}

function policyAt(org: OrgState, id: string): OrgPolicy {
  const policy = org.policies.get(id);
  if (!policy)
    throw new AwsError(
      'PolicyNotFoundException',
      "We can't find a policy with the PolicyId that you specified.",
    );
  return policy;
}

function listPolicies(call: Call, input: Given<ListPoliciesCommandInput>) {
  const org = allow(call, 'ListPolicies');
  const policies = ofType([...org.policies.values()], input.Filter);
  const { items, rest } = tokenPage(policies, ({ id }) => id, input);
  return { Policies: items.map((policy) => summaryOut(call, org, policy)), ...rest };
}

function targetArn(call: Call, org: OrgState, { id, type }: OrgTarget): string {
  const kind = { ROOT: 'root', ORGANIZATIONAL_UNIT: 'ou', ACCOUNT: 'account' }[type];
  return orgArn(call, org, `${kind}/${org.id}/${id}`);
}

function listTargets(call: Call, input: Given<ListTargetsForPolicyCommandInput>) {
  const org = allow(call, 'ListTargetsForPolicy');
  const { id: policyId } = policyAt(org, input.PolicyId);
  const targets = [...org.targets.values()].filter(({ policyIds }) =>
    policyIds.includes(policyId),
  );
  const { items, rest } = tokenPage(targets, ({ id }) => id, input);
  return {
    Targets: items.map((target) => ({
      TargetId: target.id,
      Arn: targetArn(call, org, target),
      Name: target.name,
      Type: target.type,
    })),
    ...rest,
  };
}

function listPoliciesForTarget(
  call: Call,
  input: Given<ListPoliciesForTargetCommandInput>,
) {
  const org = allow(call, 'ListPoliciesForTarget');
  const { policyIds } = targetAt(org, input.TargetId);
  const attached = policyIds.flatMap((id) => org.policies.get(id) ?? []);
  const { items, rest } = tokenPage(
    ofType(attached, input.Filter),
    ({ id }) => id,
    input,
  );
  return { Policies: items.map((policy) => summaryOut(call, org, policy)), ...rest };
}

function describePolicy(call: Call, { PolicyId }: Given<DescribePolicyCommandInput>) {
  const org = allow(call, 'DescribePolicy');
  const policy = policyAt(org, PolicyId);
  return {
    Policy: { PolicySummary: summaryOut(call, org, policy), Content: policy.content },
  };
}

export const orgPolicyOperations = {
  ListPolicies: listPolicies,
  ListTargetsForPolicy: listTargets,
  ListPoliciesForTarget: listPoliciesForTarget,
  DescribePolicy: describePolicy,
} satisfies Operations;
