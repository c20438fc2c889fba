import type {
  Account,
  ListAccountsCommandInput,
  ListAccountsForParentCommandInput,
  ListOrganizationalUnitsForParentCommandInput,
  ListParentsCommandInput,
} from '@aws-sdk/client-organizations';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { AccountState, OrgState, OrgTarget } from '../world/types';
import { allow, orgArn, orgOf, targetAt } from './organization';
import { tokenPage } from './token-page';

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

export const orgTreeOperations = {
  ListAccounts: listAccounts,
  DescribeOrganization: describeOrganization,
  ListRoots: listRoots,
  ListOrganizationalUnitsForParent: listUnits,
  ListAccountsForParent: listAccountsForParent,
  ListParents: listParents,
} satisfies Operations;
