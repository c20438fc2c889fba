import type { WorkspaceId } from '@/lib/core/ids';
import type {
  AccountStore,
  ActivityLog,
  Aws,
  AwsConnection,
  Clock,
  CrossingStore,
  SnapshotStore,
  SyncStore,
} from '@/lib/ports';
import type { IndexOf } from './keep-indexes';
import { type ReadDeps, type ReadOutcome, readOneAccount } from './read-one-account';
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
    clock: Clock;
    indexOf: IndexOf;
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
    const outcomes = await inParallel(wanted, ACCOUNTS_AT_ONCE, (account) =>
      readOneAccount(deps, account, accounts, progress),
    );
    await rebuildCrossings(deps, job.workspaceId);
    await deps.activity.append(summaryOf(job, outcomes));
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

/** Runs at most `atOnce` of the tasks at a time; results in the order of the items. */
async function inParallel<T, R>(
  items: T[],
  atOnce: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [index, item] of waiting) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

function summaryOf({ workspaceId }: SyncJob, outcomes: ReadOutcome[]) {
  const namesOf = (state: ReadOutcome['state']) =>
    outcomes.filter((outcome) => outcome.state === state).map(({ name }) => name);
  const failed = namesOf('failed');
  const partial = namesOf('partial');
  const total = outcomes.length;
  const parts = [
    `${total - failed.length} of ${total} accounts read`,
    ...(partial.length > 0 ? [`${partial.join(', ')} only in part`] : []),
    ...(failed.length > 0 ? [`failing: ${failed.join(', ')}`] : []),
  ];
  return {
    workspaceId,
    actorId: null,
    actorName: 'Drawbridge',
    event: 'inventory.sync',
    outcome: failed.length === 0 ? ('ok' as const) : ('failed' as const),
    sentence: `${parts.join('; ')}.`,
    target: null,
    planId: null,
    details: { accountsTotal: total, failedTotal: failed.length },
  };
}
