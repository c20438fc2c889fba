import { appErrorOf } from '@/lib/core/aws-failure';
import { describeError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import type {
  AccountStore,
  Aws,
  AwsConnection,
  OrganizationReading,
  SnapshotStore,
  StoredAccount,
} from '@/lib/ports';
import { looksLikeProduction } from './looks-like-production';

export type OrganizationDeps = {
  accounts: Pick<AccountStore, 'upsert'>;
  snapshots: Pick<SnapshotStore, 'saveOrg'>;
  aws: Pick<Aws, 'readOrganization'>;
};

/**
 * Reads the organisation by the hub: names and places of accounts, and the policies that bind
 * them. Gives a sentence when something of it could not be read; what was read before stands.
 */
export async function readOrganization(
  deps: OrganizationDeps,
  workspaceId: WorkspaceId,
  hub: AwsConnection,
  known: StoredAccount[],
): Promise<string | null> {
  const reading = await deps.aws.readOrganization(hub);
  if (!reading.ok) {
    const sentence = describeError(appErrorOf(reading.error, hub.accountId));
    return `The organisation was not read, so its policies (SCPs and RCPs) are as last read, or unknown. ${sentence}`;
  }
  await keepAccounts(deps, workspaceId, hub, reading.value, known);
  if (!reading.value.org)
    return 'The accounts of the organisation were read, its policies (SCPs and RCPs) were not: no permission for organizations:ListPolicies.';
  await deps.snapshots.saveOrg(workspaceId, reading.value.org);
  return null;
}

async function keepAccounts(
  { accounts }: OrganizationDeps,
  workspaceId: WorkspaceId,
  hub: AwsConnection,
  reading: OrganizationReading,
  known: StoredAccount[],
): Promise<void> {
  for (const { id, name, ouPath, status } of reading.accounts) {
    if (status !== 'ACTIVE') continue;
    const stored = known.find((account) => account.id === id);
    if (stored && stored.name === name && stored.ouPath === ouPath) continue;
    const isProduction = stored?.isProduction ?? looksLikeProduction(`${name} ${ouPath}`);
    const partition = stored?.partition ?? hub.partition;
    await accounts.upsert({ workspaceId, id, name, ouPath, partition, isProduction });
  }
}
