import { expect, it } from 'vitest';
import { worldOfEstate } from './collected-world';

it('knows the policies of AWS that are attached in an organization, though nobody read them', () => {
  const root = {
    Id: 'r-root',
    Type: 'ROOT' as const,
    ParentId: null,
    ServiceControlPolicies: ['p-FullAWSAccess', 'p-own'],
    ResourceControlPolicies: [],
  };
  const estate = {
    org: {
      Id: 'o-example',
      ManagementAccountId: '111122223333',
      Targets: [root],
      Policies: {
        'p-own': { Type: 'SERVICE_CONTROL_POLICY' as const, Name: 'own', Content: '{}' },
      },
    },
    accounts: [],
    names: new Map(),
  };
  const { org } = worldOfEstate(estate, { id: 'world', nowMs: 0 });
  expect([...(org?.policies.values() ?? [])]).toMatchObject([
    { id: 'p-FullAWSAccess', isAwsManaged: true },
    { id: 'p-own', isAwsManaged: false },
  ]);
});
