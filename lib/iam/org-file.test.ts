import { expect, it } from 'vitest';
import { collectedOrg, type OrgFile } from './org-file';

const ALLOW_ALL = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const policy = (Id: string, Type: string) => ({ Id, Name: Id, Type, Content: ALLOW_ALL });

const FILE: OrgFile = {
  Organization: { Id: 'o-example', MasterAccountId: '111111111111' },
  Root: { Id: 'r-root' },
  OrganizationalUnits: [{ Id: 'ou-apps', ParentId: 'r-root' }],
  Accounts: [{ Id: '222222222222', ParentId: 'ou-apps' }],
  Policies: [
    policy('p-scp', 'SERVICE_CONTROL_POLICY'),
    policy('p-rcp', 'RESOURCE_CONTROL_POLICY'),
    policy('p-tags', 'TAG_POLICY'),
  ],
  PolicyAttachments: { 'ou-apps': ['p-tags', 'p-scp', 'p-gone', 'p-rcp'] },
};

it('puts units and accounts under their parents', () => {
  const { Targets, ManagementAccountId } = collectedOrg(FILE);
  expect(Targets.map(({ Id, Type, ParentId }) => [Id, Type, ParentId])).toEqual([
    ['r-root', 'ROOT', null],
    ['ou-apps', 'ORGANIZATIONAL_UNIT', 'r-root'],
    ['222222222222', 'ACCOUNT', 'ou-apps'],
  ]);
  expect(ManagementAccountId).toBe('111111111111');
});

it('tells attached policies apart, takes an unread one for an SCP and leaves out other kinds', () => {
  const unit = collectedOrg(FILE).Targets.find(({ Id }) => Id === 'ou-apps');
  expect(unit?.ServiceControlPolicies).toEqual(['p-scp', 'p-gone']);
  expect(unit?.ResourceControlPolicies).toEqual(['p-rcp']);
});

it('has nothing attached where the file names nothing', () => {
  const odd = { ...FILE, Root: { Id: 'constructor' } };
  expect(collectedOrg(odd).Targets[0]?.ServiceControlPolicies).toEqual([]);
});
