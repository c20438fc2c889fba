import type {
  Account,
  DescribePolicyCommandInput,
  ListAccountsCommandInput,
  ListAccountsForParentCommandInput,
  ListOrganizationalUnitsForParentCommandInput,
  ListParentsCommandInput,
  ListPoliciesForTargetCommandInput,
} from '@aws-sdk/client-organizations';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { AccountState, OrgPolicy, OrgState, OrgTarget } from '../world/types';
import { tokenPage } from './token-page';

const invalid = (message: string): AwsError =>
  new AwsError('InvalidInputException', message);

function orgOf(call: Call): OrgState {
  const { org } = call.world;
  if (!org?.targets.has(call.account.id))
    throw new AwsError(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  return org;
}

const partitionOf = (call: Call) => call.account.partition;

const orgArn = (call: Call, org: OrgState, resource: string): string =>
  `arn:${partitionOf(call)}:organizations::${org.managementAccountId}:${resource}`;

/** Only the management account and delegated administrators may read the tree. */
function allow(call: Call, operation: string, resource = '*'): OrgState {
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

const accountOut = (call: Call, org: OrgState, account: AccountState): Account => ({
  Id: account.id,
  Arn: orgArn(call, org, `account/${org.id}/${account.id}`),
  Email: account.email,
  Name: account.name,
  Status: 'ACTIVE',
  State: 'ACTIVE',
  JoinedMethod: account.id === org.managementAccountId ? 'INVITED' : 'CREATED',
  JoinedTimestamp: new Date(account.joinedAt),
});

const membersOf = (call: Call, org: OrgState): AccountState[] =>
  [...call.world.accounts.values()].filter(({ id }) => org.targets.has(id));

function targetAt(org: OrgState, id: string): OrgTarget {
  const target = org.targets.get(id);
  if (!target)
    throw new AwsError(
      'TargetNotFoundException',
      'You specified a target that does not exist.',
    );
  return target;
}

function parentAt(org: OrgState, id: string): OrgTarget {
  const parent = org.targets.get(id);
  if (!parent || parent.type === 'ACCOUNT')
    throw new AwsError(
      'ParentNotFoundException',
      "You specified a root or OU that doesn't exist.",
    );
  return parent;
}

function listAccounts(call: Call, input: Given<ListAccountsCommandInput>) {
  const org = allow(call, 'ListAccounts');
  const { items, rest } = tokenPage(membersOf(call, org), ({ id }) => id, input);
  return { Accounts: items.map((account) => accountOut(call, org, account)), ...rest };
}

function describeOrganization(call: Call) {
  const org = orgOf(call);
  authorize(call, { action: 'organizations:DescribeOrganization', resource: '*' });
  const { managementAccountId: id } = org;
  return {
    Organization: {
      Id: org.id,
      Arn: orgArn(call, org, `organization/${org.id}`),
      FeatureSet: 'ALL',
      MasterAccountId: id,
      MasterAccountArn: orgArn(call, org, `account/${org.id}/${id}`),
      MasterAccountEmail: call.world.accounts.get(id)?.email,
      AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    },
  };
}

function listRoots(call: Call) {
  const org = allow(call, 'ListRoots');
  const roots = [...org.targets.values()].filter(({ type }) => type === 'ROOT');
  return {
    Roots: roots.map(({ id, name }) => ({
      Id: id,
      Arn: orgArn(call, org, `root/${org.id}/${id}`),
      Name: name,
      PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    })),
  };
}

const childrenOf = (org: OrgState, parentId: string, type: OrgTarget['type']) =>
  [...org.targets.values()].filter(
    (target) => target.parentId === parentId && target.type === type,
  );

function listUnits(
  call: Call,
  input: Given<ListOrganizationalUnitsForParentCommandInput>,
) {
  const org = allow(call, 'ListOrganizationalUnitsForParent');
  const units = childrenOf(org, parentAt(org, input.ParentId).id, 'ORGANIZATIONAL_UNIT');
  const { items, rest } = tokenPage(units, ({ id }) => id, input);
  return {
    OrganizationalUnits: items.map(({ id, name }) => ({
      Id: id,
      Arn: orgArn(call, org, `ou/${org.id}/${id}`),
      Name: name,
    })),
    ...rest,
  };
}

function listAccountsForParent(
  call: Call,
  input: Given<ListAccountsForParentCommandInput>,
) {
  const org = allow(call, 'ListAccountsForParent');
  const ids = new Set(
    childrenOf(org, parentAt(org, input.ParentId).id, 'ACCOUNT').map(({ id }) => id),
  );
  const members = membersOf(call, org).filter(({ id }) => ids.has(id));
  const { items, rest } = tokenPage(members, ({ id }) => id, input);
  return { Accounts: items.map((account) => accountOut(call, org, account)), ...rest };
}

function listParents(call: Call, { ChildId }: Given<ListParentsCommandInput>) {
  const org = allow(call, 'ListParents');
  const child = org.targets.get(ChildId);
  if (!child || child.parentId === null)
    throw new AwsError(
      'ChildNotFoundException',
      "We can't find an organizational unit or account with the ID that you specified.",
    );
  const parent = targetAt(org, child.parentId);
  return { Parents: [{ Id: parent.id, Type: parent.type }] };
}

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

function listPoliciesForTarget(
  call: Call,
  input: Given<ListPoliciesForTargetCommandInput>,
) {
  const org = allow(call, 'ListPoliciesForTarget');
  const { policyIds } = targetAt(org, input.TargetId);
  if (input.Filter !== 'SERVICE_CONTROL_POLICY') {
    if (input.Filter === 'RESOURCE_CONTROL_POLICY') return { Policies: [] };
    throw invalid('You provided an invalid value for the policy type.');
  }
  const attached = policyIds.flatMap((id) => org.policies.get(id) ?? []);
  const { items, rest } = tokenPage(attached, ({ id }) => id, input);
  return { Policies: items.map((policy) => summaryOut(call, org, policy)), ...rest };
}

function describePolicy(call: Call, { PolicyId }: Given<DescribePolicyCommandInput>) {
  const org = allow(call, 'DescribePolicy');
  const policy = org.policies.get(PolicyId);
  if (!policy)
    throw new AwsError(
      'PolicyNotFoundException',
      "We can't find a policy with the PolicyId that you specified.",
    );
  return {
    Policy: { PolicySummary: summaryOut(call, org, policy), Content: policy.content },
  };
}

export const organizationsOperations: Operations = {
  ListAccounts: listAccounts,
  DescribeOrganization: describeOrganization,
  ListRoots: listRoots,
  ListOrganizationalUnitsForParent: listUnits,
  ListAccountsForParent: listAccountsForParent,
  ListParents: listParents,
  ListPoliciesForTarget: listPoliciesForTarget,
  DescribePolicy: describePolicy,
};
