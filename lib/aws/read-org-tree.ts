import {
  DescribePolicyCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
} from '@aws-sdk/client-organizations';
import type { Result } from '@/lib/core/result';
import type { CollectedOrg, OrgTarget } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { attempt } from './map-error';

const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
type PolicyKind = (typeof POLICY_TYPES)[number];

export type OrgTree = {
  org: CollectedOrg;
  /** Account id → names of the units above it, `Root/Workloads/Prod`. */
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
    const targets = new Map<string, OrgTarget>();
    const ouPaths = new Map<string, string>();
    const { Roots = [] } = await client.send(new ListRootsCommand({}));
    const waiting: Parent[] = Roots.map(({ Id = '', Name = '' }) => {
      targets.set(Id, targetOf(Id, 'ROOT', null));
      return { id: Id, path: Name };
    });
    for (let parent = waiting.shift(); parent; parent = waiting.shift()) {
      for (const id of await accountsOf(client, parent.id)) {
        targets.set(id, targetOf(id, 'ACCOUNT', parent.id));
        ouPaths.set(id, parent.path);
      }
      for (const unit of await unitsOf(client, parent)) {
        targets.set(unit.id, targetOf(unit.id, 'ORGANIZATIONAL_UNIT', parent.id));
        waiting.push(unit);
      }
    }
    const policies: CollectedOrg['Policies'] = {};
    for (const kind of POLICY_TYPES) await addPolicies(client, kind, targets, policies);
    const org = { ...names, Targets: [...targets.values()], Policies: policies };
    return { org, ouPaths };
  });
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
      path: `${parent.path}/${Name}`,
    }));
    return { items, next: page.NextToken };
  });

async function addPolicies(
  client: OrganizationsClient,
  kind: PolicyKind,
  targets: Map<string, OrgTarget>,
  policies: CollectedOrg['Policies'],
): Promise<void> {
  const summaries = await everyPage<PolicySummary>(async (NextToken) => {
    const page = await client.send(new ListPoliciesCommand({ Filter: kind, NextToken }));
    return { items: page.Policies ?? [], next: page.NextToken };
  });
  for (const { Id = '', Name = '' } of summaries) {
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
    policies[Id] = { Type: kind, Name, Content: Policy?.Content ?? '' };
    for (const targetId of await targetsOf(client, Id)) {
      const target = targets.get(targetId);
      if (target) listOf(target, kind).push(Id);
    }
  }
}

const targetsOf = (client: OrganizationsClient, policyId: string) =>
  everyPage(async (NextToken) => {
    const page = await client.send(
      new ListTargetsForPolicyCommand({ PolicyId: policyId, NextToken }),
    );
    const items = (page.Targets ?? []).map(({ TargetId = '' }) => TargetId);
    return { items, next: page.NextToken };
  });

const listOf = (target: OrgTarget, kind: PolicyKind): string[] =>
  kind === 'SERVICE_CONTROL_POLICY'
    ? target.ServiceControlPolicies
    : target.ResourceControlPolicies;
