import type {
  DescribePolicyCommandInput,
  ListPoliciesCommandInput,
  ListPoliciesForTargetCommandInput,
  ListTargetsForPolicyCommandInput,
} from '@aws-sdk/client-organizations';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { OrgPolicy, OrgPolicyType, OrgState } from '../world/org-types';
import { policyArn, targetArn } from './arns';
import { allow, invalidInput, targetAt } from './organization';
import { tokenPage } from './token-page';

const TYPES: readonly string[] = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
] satisfies OrgPolicyType[];

const isType = (type: string): type is OrgPolicyType => TYPES.includes(type);

/** The type of a policy; the practice accounts know those that decide about access. */
export function typeOf(type: string): OrgPolicyType {
  if (isType(type)) return type;
  throw invalidInput(
    'INVALID_ENUM_POLICY_TYPE',
    'You provided an invalid value for the policy type.',
  );
}

const summaryOut = (call: Call, org: OrgState, policy: OrgPolicy) => ({
  Id: policy.id,
  Arn: policyArn(call, org, policy),
  Name: policy.name,
  Description: policy.description,
  Type: policy.type,
  AwsManaged: policy.isAwsManaged,
});

export const policyOut = (call: Call, org: OrgState, policy: OrgPolicy) => ({
  Policy: { PolicySummary: summaryOut(call, org, policy), Content: policy.content },
});

const ofType = (policies: OrgPolicy[], filter: string): OrgPolicy[] => {
  const wanted = typeOf(filter);
  return policies.filter(({ type }) => type === wanted);
};

export function policyAt(org: OrgState, id: string): OrgPolicy {
  const policy = org.policies.get(id);
  if (!policy)
    throw new AwsError(
      'PolicyNotFoundException',
      "We can't find a policy with the PolicyId that you specified.",
    );
  return policy;
}

function listPolicies(call: Call, input: Given<ListPoliciesCommandInput>) {
  const org = allow(call, 'ListPolicies', { policyType: input.Filter });
  const policies = ofType([...org.policies.values()], input.Filter);
  const { items, rest } = tokenPage(policies, ({ id }) => id, input);
  return { Policies: items.map((policy) => summaryOut(call, org, policy)), ...rest };
}

function listTargets(call: Call, input: Given<ListTargetsForPolicyCommandInput>) {
  const org = allow(call, 'ListTargetsForPolicy', { ids: [input.PolicyId] });
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
  const org = allow(call, 'ListPoliciesForTarget', {
    ids: [input.TargetId],
    policyType: input.Filter,
  });
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
  const org = allow(call, 'DescribePolicy', { ids: [PolicyId] });
  return policyOut(call, org, policyAt(org, PolicyId));
}

export const orgPolicyOperations = {
  ListPolicies: listPolicies,
  ListTargetsForPolicy: listTargets,
  ListPoliciesForTarget: listPoliciesForTarget,
  DescribePolicy: describePolicy,
} satisfies Operations;
