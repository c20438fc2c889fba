import { allow, deny, documentOf } from '../seed/document';
import { type Made, made, type Step } from '../test-killed';

const ROOT = 'r-ac3e';
const MEMBER = '444455556666';
const Type = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const delegate = { AccountId: MEMBER, ServicePrincipal: 'access-analyzer.amazonaws.com' };
const unit = (all: Made) => ({
  OrganizationalUnitId: made(all, 'CreateOrganizationalUnit', 'Id'),
});
const policy = (all: Made) => ({ PolicyId: made(all, 'CreatePolicy', 'Id') });

export const ORG_READS: readonly Step[] = [
  ['ListAccounts', {}],
  ['ListRoots', {}],
  ['ListOrganizationalUnitsForParent', { ParentId: ROOT }],
  ['ListParents', { ChildId: MEMBER }],
  ['ListPolicies', { Filter: Type }],
  ['DescribePolicy', policy],
  ['ListPoliciesForTarget', { TargetId: MEMBER, Filter: Type }],
  ['ListDelegatedAdministrators', {}],
  ['ListCreateAccountStatus', {}],
];

export const ORG_WRITES: readonly Step[] = [
  ['CreateAccount', { AccountName: 'New', Email: 'new@example.com' }],
  ['CreateOrganizationalUnit', { ParentId: ROOT, Name: 'Unit' }],
  ['UpdateOrganizationalUnit', (all) => ({ ...unit(all), Name: 'Team' })],
  [
    'MoveAccount',
    (all) => ({
      AccountId: MEMBER,
      SourceParentId: ROOT,
      DestinationParentId: unit(all).OrganizationalUnitId,
    }),
  ],
  [
    'MoveAccount',
    (all) => ({
      AccountId: MEMBER,
      SourceParentId: unit(all).OrganizationalUnitId,
      DestinationParentId: ROOT,
    }),
  ],
  ['DeleteOrganizationalUnit', unit],
  [
    'CreatePolicy',
    { Type, Name: 'killed', Description: '', Content: documentOf(deny('ec2:*')) },
  ],
  ['UpdatePolicy', (all) => ({ ...policy(all), Content: documentOf(allow('*')) })],
  ['AttachPolicy', (all) => ({ ...policy(all), TargetId: MEMBER })],
  ['DetachPolicy', (all) => ({ ...policy(all), TargetId: MEMBER })],
  ['DeletePolicy', policy],
  ['EnablePolicyType', { RootId: ROOT, PolicyType: RCP }],
  ['DisablePolicyType', { RootId: ROOT, PolicyType: RCP }],
  ['RegisterDelegatedAdministrator', delegate],
  ['DeregisterDelegatedAdministrator', delegate],
];
