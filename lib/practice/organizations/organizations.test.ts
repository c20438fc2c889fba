import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListHandshakesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import { roleArn } from '../seed/document';
import { ORG_ID } from '../seed/organisation';
import { codeOf, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let organizations: OrganizationsClient;

beforeAll(async () => {
  practice = await startTestPractice();
  const reader = roleArn(ACME.tooling, 'drawbridge/drawbridge-inventory');
  ({ organizations } = await practice.as(reader));
});
afterAll(() => practice.stop());

it('lists the fourteen accounts of Acme and not its auditor', async () => {
  const { Accounts } = await organizations.send(new ListAccountsCommand({}));
  const ids = Accounts?.map(({ Id }) => Id).sort();
  expect(ids).toEqual(Object.values(ACME).sort());
  expect(Accounts?.[0]?.JoinedTimestamp).toBeInstanceOf(Date);
  const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
  expect(Organization).toMatchObject({ Id: ORG_ID, MasterAccountId: ACME.management });
});

it('pages by a token', async () => {
  const ids: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await organizations.send(
      new ListAccountsCommand({ MaxResults: 5, NextToken }),
    );
    ids.push(...(page.Accounts ?? []).map(({ Id }) => Id));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(new Set(ids).size).toBe(14);
  const wrong = organizations.send(new ListAccountsCommand({ NextToken: 'nonsense' }));
  expect(await codeOf(wrong)).toBe('InvalidInputException');
});

it('walks the tree from the root to an account and back', async () => {
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const root = Roots?.[0]?.Id ?? '';
  const unitsOf = async (ParentId: string) =>
    (await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId })))
      .OrganizationalUnits ?? [];
  const workloads = (await unitsOf(root)).find(({ Name }) => Name === 'Workloads');
  const production = (await unitsOf(workloads?.Id ?? '')).find(
    ({ Name }) => Name === 'Production',
  );
  const { Accounts } = await organizations.send(
    new ListAccountsForParentCommand({ ParentId: production?.Id }),
  );
  expect(Accounts?.map(({ Name }) => Name).sort()).toEqual([
    'Archive',
    'Data',
    'Legacy',
    'Prod',
  ]);
  const { Parents } = await organizations.send(
    new ListParentsCommand({ ChildId: ACME.prod }),
  );
  expect(Parents).toEqual([{ Id: production?.Id, Type: 'ORGANIZATIONAL_UNIT' }]);
  expect(
    await codeOf(organizations.send(new ListParentsCommand({ ChildId: LUMEN_AUDIT }))),
  ).toBe('ChildNotFoundException');
});

it('tells the service control policies and where each is attached', async () => {
  const Filter = 'SERVICE_CONTROL_POLICY';
  const { Policies } = await organizations.send(new ListPoliciesCommand({ Filter }));
  const legacy = Policies?.find(({ Name }) => Name === 'deny-legacy-ci');
  const { Policy } = await organizations.send(
    new DescribePolicyCommand({ PolicyId: legacy?.Id }),
  );
  expect(JSON.parse(Policy?.Content ?? '').Statement[0].Effect).toBe('Deny');
  const { Targets } = await organizations.send(
    new ListTargetsForPolicyCommand({ PolicyId: legacy?.Id }),
  );
  expect(Targets?.map(({ Name }) => Name)).toEqual(['Build']);
  const attached = await organizations.send(
    new ListPoliciesForTargetCommand({ TargetId: Targets?.[0]?.TargetId, Filter }),
  );
  expect(attached.Policies?.map(({ Name }) => Name).sort()).toEqual([
    'FullAWSAccess',
    'deny-legacy-ci',
  ]);
  const rcps = await organizations.send(
    new ListPoliciesCommand({ Filter: 'RESOURCE_CONTROL_POLICY' }),
  );
  expect(rcps.Policies).toEqual([]);
});

it('is read by the management account and the delegated one only', async () => {
  const listAs = async (accountId: string) => {
    const admin = await practice.admin(accountId);
    return codeOf(admin.organizations.send(new ListAccountsCommand({})));
  };
  expect(await listAs(ACME.management)).toBe('ok');
  expect(await listAs(ACME.prod)).toBe('AccessDeniedException');
  expect(await listAs(LUMEN_AUDIT)).toBe('AWSOrganizationsNotInUseException');
  const anna = await practice.as(`arn:aws:iam::${ACME.people}:user/anna`);
  expect(await codeOf(anna.organizations.send(new DescribeOrganizationCommand({})))).toBe(
    'AccessDeniedException',
  );
});

it("answers what it does not serve in the service's own dialect", async () => {
  const sent = organizations.send(new ListHandshakesForAccountCommand({}));
  await expect(sent).rejects.toMatchObject({
    name: 'NotImplemented',
    $metadata: { httpStatusCode: 501 },
  });
});
