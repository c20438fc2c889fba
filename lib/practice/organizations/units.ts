import type {
  CreateOrganizationalUnitCommandInput,
  DeleteOrganizationalUnitCommandInput,
  DescribeOrganizationalUnitCommandInput,
  ListOrganizationalUnitsForParentCommandInput,
  MoveAccountCommandInput,
  UpdateOrganizationalUnitCommandInput,
} from '@aws-sdk/client-organizations';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { type Call, type Given, noted, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { randomLowerCase } from '../world/ids';
import type { OrgState, OrgTarget } from '../world/org-types';
import { targetArn } from './arns';
import { allow, allowChange, constraint } from './organization';
import { tokenPage } from './token-page';

export function parentAt(org: OrgState, id: string): OrgTarget {
  const parent = org.targets.get(id);
  if (!parent || parent.type === 'ACCOUNT')
    throw new AwsError(
      'ParentNotFoundException',
      "You specified a root or OU that doesn't exist.",
    );
  return parent;
}

function unitAt(org: OrgState, id: string): OrgTarget {
  const unit = org.targets.get(id);
  if (unit?.type === 'ORGANIZATIONAL_UNIT') return unit;
  throw new AwsError(
    'OrganizationalUnitNotFoundException',
    "We can't find an OU with the OrganizationalUnitId that you specified.",
  );
}

export const childrenOf = (org: OrgState, parentId: string, type: OrgTarget['type']) =>
  [...org.targets.values()].filter(
    (target) => target.parentId === parentId && target.type === type,
  );

/** How many units stand between the root and this one, itself included. */
function depthOf(org: OrgState, target: OrgTarget): number {
  const parent = target.parentId === null ? null : org.targets.get(target.parentId);
  return parent ? 1 + depthOf(org, parent) : 0;
}

const unitOut = (call: Call, org: OrgState, unit: OrgTarget) => ({
  Id: unit.id,
  Arn: targetArn(call, org, unit),
  Name: unit.name,
});

function checkName(org: OrgState, parentId: string, name: string, id?: string): void {
  const isTaken = childrenOf(org, parentId, 'ORGANIZATIONAL_UNIT').some(
    (unit) => unit.name === name && unit.id !== id,
  );
  if (isTaken)
    throw new AwsError(
      'DuplicateOrganizationalUnitException',
      'An OU with the same name already exists.',
    );
}

/** What every new unit and account has of the types that are on. */
export const policiesOfNew = ({ enabledTypes, policies }: OrgState): string[] =>
  [...policies.values()]
    .filter(({ isAwsManaged, type }) => isAwsManaged && enabledTypes.includes(type))
    .map(({ id }) => id);

function createUnit(call: Call, input: Given<CreateOrganizationalUnitCommandInput>) {
  const org = allowChange(call, 'CreateOrganizationalUnit', { ids: [input.ParentId] });
  const parent = parentAt(org, input.ParentId);
  checkName(org, parent.id, input.Name);
  if (depthOf(org, parent) >= NUMBER_RULES.OuDepth.max)
    throw constraint('OU_DEPTH_LIMIT_EXCEEDED', 'You have exceeded the depth of OUs.');
  const unit: OrgTarget = {
    id: `ou-${parent.id.split('-')[1]}-${randomLowerCase(8)}`,
    type: 'ORGANIZATIONAL_UNIT',
    name: input.Name,
    parentId: parent.id,
    policyIds: policiesOfNew(org),
  };
  org.targets.set(unit.id, unit);
  noted(call);
  return { OrganizationalUnit: unitOut(call, org, unit) };
}

function updateUnit(call: Call, input: Given<UpdateOrganizationalUnitCommandInput>) {
  const org = allowChange(call, 'UpdateOrganizationalUnit', {
    ids: [input.OrganizationalUnitId],
  });
  const unit = unitAt(org, input.OrganizationalUnitId);
  if (input.Name !== undefined) {
    checkName(org, unit.parentId ?? '', input.Name, unit.id);
    unit.name = input.Name;
    noted(call);
  }
  return { OrganizationalUnit: unitOut(call, org, unit) };
}

function deleteUnit(call: Call, input: Given<DeleteOrganizationalUnitCommandInput>) {
  const org = allowChange(call, 'DeleteOrganizationalUnit', {
    ids: [input.OrganizationalUnitId],
  });
  const unit = unitAt(org, input.OrganizationalUnitId);
  if ([...org.targets.values()].some(({ parentId }) => parentId === unit.id))
    throw new AwsError(
      'OrganizationalUnitNotEmptyException',
      'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.',
    );
  org.targets.delete(unit.id);
  noted(call);
  return {};
}

function describeUnit(call: Call, input: Given<DescribeOrganizationalUnitCommandInput>) {
  const org = allow(call, 'DescribeOrganizationalUnit', {
    ids: [input.OrganizationalUnitId],
  });
  return {
    OrganizationalUnit: unitOut(call, org, unitAt(org, input.OrganizationalUnitId)),
  };
}

function listUnits(
  call: Call,
  input: Given<ListOrganizationalUnitsForParentCommandInput>,
) {
  const org = allow(call, 'ListOrganizationalUnitsForParent', { ids: [input.ParentId] });
  const units = childrenOf(org, parentAt(org, input.ParentId).id, 'ORGANIZATIONAL_UNIT');
  const { items, rest } = tokenPage(units, ({ id }) => id, input);
  return { OrganizationalUnits: items.map((unit) => unitOut(call, org, unit)), ...rest };
}

function moveAccount(call: Call, input: Given<MoveAccountCommandInput>) {
  const org = allowChange(call, 'MoveAccount', {
    ids: [input.AccountId, input.SourceParentId, input.DestinationParentId],
  });
  const account = org.targets.get(input.AccountId);
  if (account?.type !== 'ACCOUNT')
    throw new AwsError(
      'AccountNotFoundException',
      'We can’t find an Amazon Web Services account with the AccountId that you specified.',
    );
  if (account.parentId !== input.SourceParentId)
    throw new AwsError(
      'SourceParentNotFoundException',
      "We can't find a source root or OU with the ParentId that you specified.",
    );
  const destination = org.targets.get(input.DestinationParentId);
  if (!destination || destination.type === 'ACCOUNT')
    throw new AwsError(
      'DestinationParentNotFoundException',
      "We can't find the destination container (a root or OU) with the ParentId that you specified.",
    );
  if (destination.id === account.parentId)
    throw new AwsError(
      'DuplicateAccountException',
      'That account is already present in the specified destination.',
    );
  account.parentId = destination.id;
  noted(call);
  return {};
}

export const unitOperations = {
  CreateOrganizationalUnit: createUnit,
  UpdateOrganizationalUnit: updateUnit,
  DeleteOrganizationalUnit: deleteUnit,
  DescribeOrganizationalUnit: describeUnit,
  ListOrganizationalUnitsForParent: listUnits,
  MoveAccount: moveAccount,
} satisfies Operations;
