import { describe, expect, it } from 'vitest';
import { collectedOrg, type OrgFile } from './org-file';

const policy = (Id: string, Type: string) => ({ Id, Name: Id, Type, Content: { Id } });

const file: OrgFile = {
  Organization: { Id: 'o-1', MasterAccountId: '111111111111' },
  Root: { Id: 'r-1' },
  OrganizationalUnits: [{ Id: 'ou-1', ParentId: 'r-1' }],
  Accounts: [{ Id: '222222222222', ParentId: 'ou-1' }],
  Policies: [
    policy('p-scp', 'SERVICE_CONTROL_POLICY'),
    policy('p-rcp', 'RESOURCE_CONTROL_POLICY'),
    policy('p-tags', 'TAG_POLICY'),
  ],
  PolicyAttachments: {
    'r-1': ['p-scp', 'p-rcp', 'p-tags', 'p-gone'],
    constructor: ['p-scp'],
  },
};

describe('the file of an organization', () => {
  const { Targets, ...org } = collectedOrg(file);

  it('names the root, the units and the accounts, each under its parent', () => {
    expect(Targets.map(({ Id, Type, ParentId }) => [Id, Type, ParentId])).toEqual([
      ['r-1', 'ROOT', null],
      ['ou-1', 'ORGANIZATIONAL_UNIT', 'r-1'],
      ['222222222222', 'ACCOUNT', 'ou-1'],
    ]);
    expect(org).toMatchObject({ Id: 'o-1', ManagementAccountId: '111111111111' });
  });

  it('attaches policies by their type; what is not in the file is taken for an SCP', () => {
    expect(Targets[0]).toMatchObject({
      ServiceControlPolicies: ['p-scp', 'p-gone'],
      ResourceControlPolicies: ['p-rcp'],
    });
    expect(Targets[1]).toMatchObject({
      ServiceControlPolicies: [],
      ResourceControlPolicies: [],
    });
  });

  it('keeps the documents as they stand', () => {
    expect(org.Policies['p-rcp']).toEqual({
      Type: 'RESOURCE_CONTROL_POLICY',
      Name: 'p-rcp',
      Content: { Id: 'p-rcp' },
    });
  });
});
