import type {
  ListAccountsForParentCommandInput,
  ListChildrenCommandInput,
  ListParentsCommandInput,
} from '@aws-sdk/client-organizations';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { accountOut, membersOf } from './accounts';
import { orgArn } from './arns';
import { allow, invalidInput, orgOf, targetAt } from './organization';
import { policyTypesOut } from './roots';
import { tokenPage } from './token-page';
import { childrenOf, parentAt } from './units';

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
      AvailablePolicyTypes: policyTypesOut(org),
    },
  };
}

function listAccountsForParent(
  call: Call,
  input: Given<ListAccountsForParentCommandInput>,
) {
  const org = allow(call, 'ListAccountsForParent', { ids: [input.ParentId] });
  const ids = new Set(
    childrenOf(org, parentAt(org, input.ParentId).id, 'ACCOUNT').map(({ id }) => id),
  );
  const members = membersOf(call, org).filter(({ id }) => ids.has(id));
  const { items, rest } = tokenPage(members, ({ id }) => id, input);
  return { Accounts: items.map((account) => accountOut(call, org, account)), ...rest };
}

function listChildren(call: Call, input: Given<ListChildrenCommandInput>) {
  const org = allow(call, 'ListChildren', { ids: [input.ParentId] });
  const parent = parentAt(org, input.ParentId);
  const type = input.ChildType;
  if (type !== 'ACCOUNT' && type !== 'ORGANIZATIONAL_UNIT')
    throw invalidInput(
      'INVALID_ENUM',
      'You provided an invalid value for the child type.',
    );
  const { items, rest } = tokenPage(
    childrenOf(org, parent.id, type),
    ({ id }) => id,
    input,
  );
  return { Children: items.map(({ id }) => ({ Id: id, Type: type })), ...rest };
}

function listParents(call: Call, { ChildId }: Given<ListParentsCommandInput>) {
  const org = allow(call, 'ListParents', { ids: [ChildId] });
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
  DescribeOrganization: describeOrganization,
  ListAccountsForParent: listAccountsForParent,
  ListChildren: listChildren,
  ListParents: listParents,
} satisfies Operations;
