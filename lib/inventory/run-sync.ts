import type { WorkspaceId } from '@/lib/core/ids';
import type {
  AccountStore,
  ActivityLog,
  Aws,
  AwsConnection,
  Clock,
  CrossingStore,
  SnapshotStore,
  StoredAccount,
  SyncStore,
} from '@/lib/ports';
import { type ReadDeps, readOneAccount } from './read-one-account';
import { type OrganizationDeps, readOrganization } from './read-organization';
import { rebuildCrossings } from './rebuild-crossings';
import { createSyncProgress, type SyncProgress } from './sync-progress';

export type SyncJob = { workspaceId: WorkspaceId; syncId: string; accountIds: string[] };

type Deps = OrganizationDeps &
  ReadDeps & {
    accounts: Pick<AccountStore, 'list' | 'upsert' | 'setHealth'>;
    snapshots: Pick<SnapshotStore, 'save' | 'saveOrg' | 'loadLatest' | 'loadOrg'>;
    crossings: Pick<CrossingStore, 'replaceAll'>;
    syncs: Pick<SyncStore, 'update'>;
    activity: Pick<ActivityLog, 'append'>;
    aws: Pick<Aws, 'readOrganization' | 'readAccount'>;
    clock: Pick<Clock, 'now'>;
    hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
  };

const ACCOUNTS_AT_ONCE = 4;

/**
 * Reads accounts into snapshots and works out who can assume what from the latest ones. An
 * account that fails gets a sentence that says what was missing; the others go on.
 */
export async function runSync(deps: Deps, job: SyncJob): Promise<void> {
  const progress = createSyncProgress(deps.syncs, job.syncId);
  try {
    await readOrganizationFirst(deps, job, progress);
    const accounts = await deps.accounts.list(job.workspaceId);
    const wanted = accounts.filter(({ id }) => job.accountIds.includes(id));
    await inParallel(wanted, ACCOUNTS_AT_ONCE, (account) =>
      readOneAccount(deps, account, accounts, progress),
    );
    await rebuildCrossings(deps, job.workspaceId);
    await deps.activity.append(summaryOf(job, wanted, progress));
  } finally {
    await progress.finish(deps.clock.now());
  }
}

async function readOrganizationFirst(
  deps: Deps,
  { workspaceId }: SyncJob,
  progress: SyncProgress,
): Promise<void> {
  const hub = await deps.hubOf(workspaceId);
  if (!hub) return;
  const known = await deps.accounts.list(workspaceId);
  const sentence = await readOrganization(deps, workspaceId, hub, known);
  if (!sentence) return;
  progress.fails({ accountId: hub.accountId, name: 'Organisation', sentence });
}

/** Runs at most `atOnce` of the tasks at a time. */
async function inParallel<T>(
  items: T[],
  atOnce: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function summaryOf(job: SyncJob, wanted: StoredAccount[], progress: SyncProgress) {
  const failed = progress
    .failures()
    .filter(({ accountId }) => wanted.some(({ id }) => id === accountId));
  const names = [...new Set(failed.map(({ name }) => name))];
  const read = `${wanted.length - names.length} of ${wanted.length} accounts read`;
  return {
    workspaceId: job.workspaceId,
    actorId: null,
    actorName: 'Drawbridge',
    event: 'inventory.sync',
    outcome: names.length === 0 ? ('ok' as const) : ('failed' as const),
    sentence: names.length === 0 ? `${read}.` : `${read}; failing: ${names.join(', ')}.`,
    target: null,
    planId: null,
    details: { accountsTotal: wanted.length, failedTotal: names.length },
  };
}
