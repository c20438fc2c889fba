import {
  DescribePolicyCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  type OrganizationsClient,
  type PolicySummary,
} from '@aws-sdk/client-organizations';
import type { Result } from '@/lib/core/result';
import type { CollectedOrg, OrgTarget } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { attempt } from './map-error';

const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
type PolicyKind = (typeof POLICY_TYPES)[number];

type OrgTree = {
  org: CollectedOrg;
  /** Account id → names of the units above it, `/Workloads/Prod`; `/` for the root. */
  ouPaths: Map<string, string>;
};

type Names = Pick<CollectedOrg, 'Id' | 'ManagementAccountId'>;
type Parent = { id: string; path: string };

/** Units, accounts and the policies attached to each. */
export function readOrgTree(
  client: OrganizationsClient,
  names: Names,
): Promise<Result<OrgTree, AwsFailure>> {
  return attempt('organizations:ListRoots', async () => {
    const { targets, ouPaths } = await readTargets(client);
    const policies: CollectedOrg['Policies'] = {};
    for (const target of targets)
      for (const kind of POLICY_TYPES) await addPolicies(client, kind, target, policies);
    return { org: { ...names, Targets: targets, Policies: policies }, ouPaths };
  });
}

async function readTargets(client: OrganizationsClient) {
  const targets: OrgTarget[] = [];
  const ouPaths = new Map<string, string>();
  const { Roots = [] } = await client.send(new ListRootsCommand({}));
  const waiting: Parent[] = Roots.map(({ Id = '' }) => ({ id: Id, path: '/' }));
  targets.push(...waiting.map(({ id }) => targetOf(id, 'ROOT', null)));
  for (let parent = waiting.shift(); parent; parent = waiting.shift()) {
    const { id: parentId, path } = parent;
    for (const id of await accountsOf(client, parentId)) {
      targets.push(targetOf(id, 'ACCOUNT', parentId));
      ouPaths.set(id, path);
    }
    const units = await unitsOf(client, parent);
    targets.push(...units.map(({ id }) => targetOf(id, 'ORGANIZATIONAL_UNIT', parentId)));
    waiting.push(...units);
  }
  return { targets, ouPaths };
}

const targetOf = (
  Id: string,
  Type: OrgTarget['Type'],
  ParentId: string | null,
): OrgTarget => ({
  Id,
  Type,
  ParentId,
  ServiceControlPolicies: [],
  ResourceControlPolicies: [],
});

/** Follows NextToken to the last page. */
async function everyPage<T>(
  load: (token: string | undefined) => Promise<{ items: T[]; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const page = await load(token);
    all.push(...page.items);
    token = page.next;
  } while (token);
  return all;
}

const accountsOf = (client: OrganizationsClient, parentId: string) =>
  everyPage(async (NextToken) => {
    const page = await client.send(
      new ListAccountsForParentCommand({ ParentId: parentId, NextToken }),
    );
    return {
      items: (page.Accounts ?? []).map(({ Id = '' }) => Id),
      next: page.NextToken,
    };
  });

const unitsOf = (client: OrganizationsClient, parent: Parent) =>
  everyPage(async (NextToken) => {
    const page = await client.send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: parent.id, NextToken }),
    );
    const items = (page.OrganizationalUnits ?? []).map(({ Id = '', Name = '' }) => ({
      id: Id,
      path: `${parent.path === '/' ? '' : parent.path}/${Name}`,
    }));
    return { items, next: page.NextToken };
  });

/** Adds what is attached to one target; each policy's text is read once. */
async function addPolicies(
  client: OrganizationsClient,
  kind: PolicyKind,
  target: OrgTarget,
  policies: CollectedOrg['Policies'],
): Promise<void> {
  const attached = await everyPage<PolicySummary>(async (NextToken) => {
    const page = await client.send(
      new ListPoliciesForTargetCommand({ TargetId: target.Id, Filter: kind, NextToken }),
    );
    return { items: page.Policies ?? [], next: page.NextToken };
  });
  for (const { Id = '', Name = '' } of attached) {
    listOf(target, kind).push(Id);
    if (policies[Id]) continue;
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
    policies[Id] = { Type: kind, Name, Content: Policy?.Content ?? '' };
  }
}

const listOf = (target: OrgTarget, kind: PolicyKind): string[] =>
  kind === 'SERVICE_CONTROL_POLICY'
    ? target.ServiceControlPolicies
    : target.ResourceControlPolicies;
