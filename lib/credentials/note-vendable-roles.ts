import { parseArn } from '@/lib/core/arn';
import { brokerArnOf } from '@/lib/core/broker-arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import type { WorkspaceId } from '@/lib/core/ids';
import { collectFacts, type WorldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';
import type {
  AccountStore,
  AwsConnection,
  IdentityTokens,
  PeopleStore,
  SnapshotStore,
  StoredAccount,
  StoredVendableRole,
  VendableRoleStore,
} from '@/lib/ports';
import { wayByBroker, wayByToken } from './way-to-role';

type Deps = {
  accounts: Pick<AccountStore, 'list'>;
  snapshots: Pick<SnapshotStore, 'loadLatest'>;
  vendableRoles: Pick<VendableRoleStore, 'replace'>;
  people: Pick<PeopleStore, 'listPeople'>;
  identityTokens: Pick<IdentityTokens, 'issuerOf'>;
  hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
};

/** The console's own roles, which it never hands out. */
const OWN_PATH = '/drawbridge/';

/**
 * Notes which roles this console can take, by the latest readings: those whose trust policy
 * names its broker, or its issuer for somebody here. Who is given them is another matter. An
 * account without a reading is left as it is.
 */
export async function noteVendableRoles(
  deps: Deps,
  workspaceId: WorkspaceId,
): Promise<void> {
  const hub = await deps.hubOf(workspaceId);
  if (!hub) return;
  const [people, issuer, accounts, readings] = await Promise.all([
    deps.people.listPeople(workspaceId),
    deps.identityTokens.issuerOf(workspaceId),
    deps.accounts.list(workspaceId),
    deps.snapshots.loadLatest(workspaceId),
  ]);
  const read = Object.fromEntries(
    readings.map(({ accountId, account }) => [accountId, account]),
  );
  const facts = collectFacts({ accounts: read });
  const taker = {
    brokerArn: brokerArnOf(hub, accounts, read[hub.accountId]),
    issuer,
    handles: people.map(({ handle }) => handle),
  };
  const usual = mostFrequent(Object.values(read).flatMap(regionsOf));
  const roles = Object.entries(read).flatMap(([accountId, account]) => {
    const region = regionsOf(account)[0] ?? usual ?? regionOf(accounts, accountId);
    return account.RoleDetailList.filter(isHandedOut).flatMap((role) => {
      const ways = waysTo(facts, taker, role);
      return ways ? { ...saidOf(role, account), region, ...ways } : [];
    });
  });
  await deps.vendableRoles.replace(workspaceId, Object.keys(read), roles);
}

const isHandedOut = ({ Path }: RoleDetail): boolean => !Path.startsWith(OWN_PATH);

type Taker = { brokerArn: string; issuer: string | null; handles: string[] };
type Ways = Pick<
  StoredVendableRole,
  | 'isByBroker'
  | 'brokerTakesSourceIdentity'
  | 'brokerTakesTags'
  | 'tokenHandles'
  | 'tokenTakesSourceIdentity'
  | 'tokenTakesTags'
>;

function waysTo(facts: WorldFacts, taker: Taker, role: RoleDetail): Ways | null {
  const byBroker = wayByBroker(facts, taker.brokerArn, role);
  const byToken = wayByToken(facts, taker.issuer, taker.handles, role);
  if (!byBroker && byToken.handles.length === 0) return null;
  return {
    isByBroker: byBroker !== null,
    brokerTakesSourceIdentity: byBroker?.takesSourceIdentity ?? false,
    brokerTakesTags: byBroker?.takesTags ?? false,
    tokenHandles: byToken.handles,
    tokenTakesSourceIdentity: byToken.takesSourceIdentity,
    tokenTakesTags: byToken.takesTags,
  };
}

type Said = Omit<StoredVendableRole, 'region' | keyof Ways>;

function saidOf(role: RoleDetail, account: CollectedAccount): Said {
  const settings = account.RoleSettings?.[role.RoleName];
  return {
    roleArn: role.Arn,
    accountId: parseArn(role.Arn)?.accountId ?? '',
    roleName: role.RoleName,
    description: settings?.Description ?? '',
    roleMaxSeconds: settings?.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
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
