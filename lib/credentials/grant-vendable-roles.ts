import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import { collectFacts, type WorldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';
import type {
  AccountStore,
  AwsConnection,
  GrantStore,
  IdentityTokens,
  PeopleStore,
  SnapshotStore,
  StoredAccount,
  StoredGrant,
} from '@/lib/ports';
import { type Way, wayTo } from './way-to-role';

type Deps = {
  accounts: Pick<AccountStore, 'list'>;
  snapshots: Pick<SnapshotStore, 'loadLatest'>;
  grants: Pick<GrantStore, 'listOf' | 'grant' | 'revoke'>;
  people: Pick<PeopleStore, 'findActorIn'>;
  identityTokens: Pick<IdentityTokens, 'issuerOf'>;
  hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
};

/** The role that this console hands out credentials with, in the hub account. */
const HUB_BROKER = 'role/drawbridge/drawbridge-hub-broker';
/** The console's own roles, which it never hands out. */
const OWN_PATH = '/drawbridge/';

/**
 * Gives a person a grant on every role whose trust policy names the console's broker or its
 * issuer, and takes back grants on roles that no longer do. Pins stay. An account without a
 * reading is left as it is.
 */
export async function grantVendableRoles(
  deps: Deps,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<void> {
  const hub = await deps.hubOf(workspaceId);
  if (!hub) return;
  const brokerArn = `arn:${hub.partition}:iam::${hub.accountId}:${HUB_BROKER}`;
  const [person, issuer, accounts, readings, held] = await Promise.all([
    deps.people.findActorIn(workspaceId, userId),
    deps.identityTokens.issuerOf(workspaceId),
    deps.accounts.list(workspaceId),
    deps.snapshots.loadLatest(workspaceId),
    deps.grants.listOf(workspaceId, userId),
  ]);
  if (!person) return;
  const taker = { brokerArn, issuer, handle: person.handle };
  const heldByArn = new Map(held.map((grant) => [grant.roleArn, grant]));
  const owner = { workspaceId, userId };
  const facts = factsOf(readings);
  const usual = mostFrequent(readings.flatMap(({ account }) => regionsOf(account)));
  const vendable = readings.flatMap(({ accountId, account }) =>
    handedOut(account).flatMap((role) => {
      const way = wayTo(facts, taker, role);
      return way
        ? grantOf(role, account, {
            ...owner,
            ...way,
            region: regionsOf(account)[0] ?? usual ?? regionOf(accounts, accountId),
            isPinned: heldByArn.get(role.Arn)?.isPinned ?? false,
          })
        : [];
    }),
  );
  for (const grant of vendable) {
    if (!isSame(grant, heldByArn.get(grant.roleArn))) await deps.grants.grant(grant);
  }
  const isRead = new Set(readings.map(({ accountId }) => accountId));
  const arns = new Set(vendable.map(({ roleArn }) => roleArn));
  for (const { roleArn, accountId } of held) {
    if (isRead.has(accountId) && !arns.has(roleArn))
      await deps.grants.revoke(workspaceId, userId, roleArn);
  }
}

const factsOf = (
  readings: { accountId: string; account: CollectedAccount }[],
): WorldFacts =>
  collectFacts({
    accounts: Object.fromEntries(
      readings.map(({ accountId, account }) => [accountId, account]),
    ),
  });

const handedOut = (account: CollectedAccount): RoleDetail[] =>
  account.RoleDetailList.filter(({ Path }) => !Path.startsWith(OWN_PATH));

function grantOf(
  role: RoleDetail,
  account: CollectedAccount,
  whose: Pick<StoredGrant, 'workspaceId' | 'userId' | 'region' | 'isPinned' | keyof Way>,
): StoredGrant {
  const settings = account.RoleSettings?.[role.RoleName];
  const roleMaxSeconds = settings?.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS;
  return {
    ...whose,
    roleArn: role.Arn,
    accountId: parseArn(role.Arn)?.accountId ?? '',
    roleName: role.RoleName,
    description: settings?.Description ?? '',
    maxSeconds: roleMaxSeconds,
    roleMaxSeconds,
  };
}

/** Where an account keeps its buckets is where its people work. */
const regionsOf = (account: CollectedAccount): string[] =>
  (account.Buckets ?? []).flatMap(({ Region }) => (Region ? [Region] : []));

const regionOf = (accounts: StoredAccount[], accountId: string): string =>
  accounts.find(({ id }) => id === accountId)?.connection?.region ?? 'us-east-1';

function mostFrequent(words: string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

const isSame = (grant: StoredGrant, held: StoredGrant | undefined): boolean =>
  held !== undefined &&
  grant.description === held.description &&
  grant.maxSeconds === held.maxSeconds &&
  grant.roleMaxSeconds === held.roleMaxSeconds &&
  grant.region === held.region &&
  grant.isByToken === held.isByToken &&
  grant.takesSourceIdentity === held.takesSourceIdentity;
