import { policySource } from '@/lib/iam/explain/policy-source';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import { newWorldMembers } from '../world/new-world-members';
import type { OrgState } from '../world/org-types';
import type { AccountState, World } from '../world/types';
import { ADMIN_USER } from './admin-user';
import { addUser } from './builder';
import { accountOfCollected } from './collected-account';
import { awsPolicy } from './document';
import { FULL_ACCESS } from './full-access';

/** Accounts as they were collected, with the names that only the organisation knows. */
export type CollectedEstate = {
  org: CollectedOrg | null;
  accounts: Iterable<{ accountId: string; account: CollectedAccount }>;
  /** By the id of a root, unit or account. */
  names: Map<string, { name: string; email?: string | undefined }>;
};

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const MANAGED = Object.values(FULL_ACCESS);

/** Service control policies are read where there are any; of the others nothing says they are on. */
const typesIn = ({ Targets }: CollectedOrg): OrgState['enabledTypes'] =>
  Targets.some(({ ResourceControlPolicies }) => ResourceControlPolicies.length > 0)
    ? [SCP, RCP]
    : [SCP];

const attachedIds = (
  target: Pick<
    CollectedOrg['Targets'][number],
    'ServiceControlPolicies' | 'ResourceControlPolicies'
  >,
): string[] => [...target.ServiceControlPolicies, ...target.ResourceControlPolicies];

/** Policies that decide who may do what; AWS's own are known though nobody read them. */
function policiesOf({ Targets, Policies }: CollectedOrg): OrgState['policies'] {
  const attached = new Set(Targets.flatMap(attachedIds));
  const policies = new Map(
    MANAGED.filter(({ id }) => attached.has(id)).map((policy) => [policy.id, policy]),
  );
  for (const [id, { Type: type, Name: name, Content }] of Object.entries(Policies)) {
    if (type !== SCP && type !== RCP) continue;
    const isAwsManaged = MANAGED.some((managed) => managed.id === id);
    const content = policySource(Content);
    policies.set(id, { id, type, name, description: '', isAwsManaged, content });
  }
  return policies;
}

function orgOf(org: CollectedOrg, names: CollectedEstate['names']): OrgState {
  return {
    id: org.Id,
    managementAccountId: org.ManagementAccountId,
    delegatedAccountIds: [],
    enabledTypes: typesIn(org),
    creations: [],
    targets: new Map(
      org.Targets.map(({ Id, Type, ParentId, ...attached }) => [
        Id,
        {
          id: Id,
          type: Type,
          name: names.get(Id)?.name ?? (Type === 'ROOT' ? 'Root' : Id),
          parentId: ParentId,
          policyIds: attachedIds(attached),
        },
      ]),
    ),
    policies: policiesOf(org),
  };
}

const isProduction = (name: string): boolean =>
  /prod/i.test(name) && !/(?:non|pre)[-_ ]?prod/i.test(name);

/** The administrator that every practice account has, unless its own has that name. */
function addAdministrator(account: AccountState, nowMs: number): void {
  const own = account.users.get(ADMIN_USER);
  if (!own) addUser({ account, nowMs }, ADMIN_USER, { attach: ['AdministratorAccess'] });
  else if (!own.attached.includes(awsPolicy('AdministratorAccess')))
    own.attached.push(awsPolicy('AdministratorAccess'));
}

function hubOf(accounts: AccountState[], org: OrgState | null): string {
  const named = accounts.find(({ name }) => /hub|tooling|drawbridge/i.test(name));
  return named?.id ?? org?.managementAccountId ?? accounts[0]?.id ?? '';
}

/** A practice world of collected accounts: what they hold, and an administrator in each. */
export function worldOfEstate(
  { org: collectedOrg, accounts: collected, names }: CollectedEstate,
  { id, nowMs }: { id: string; nowMs: number },
): World {
  const accounts = Array.from(collected, ({ accountId, account }) => {
    const { name = accountId, email = `aws+${accountId}@example.com` } =
      names.get(accountId) ?? {};
    const environment = isProduction(name) ? 'production' : 'other';
    const told = { id: accountId, name, email, environment } as const;
    const made = accountOfCollected(account, told, nowMs);
    addAdministrator(made, nowMs);
    return made;
  });
  const org = collectedOrg && orgOf(collectedOrg, names);
  return {
    id,
    seed: 'folder',
    tag: '',
    hubAccountId: hubOf(accounts, org),
    clockOffsetMs: 0,
    org,
    accounts: new Map(accounts.map((account) => [account.id, account])),
    ...newWorldMembers(),
    keys: new Map(),
    signIns: new Map(),
  };
}
