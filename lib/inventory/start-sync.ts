import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityLog,
  Actor,
  Clock,
  StoredAccount,
  SyncStore,
} from '@/lib/ports';
import { finishedConnection } from './account-views';
import type { SyncJob } from './run-sync';

type EnqueueDeps = {
  syncs: Pick<SyncStore, 'start'>;
  clock: Pick<Clock, 'now'>;
  enqueue(job: SyncJob & { name: 'sync' }): Promise<void>;
};
type Deps = EnqueueDeps & {
  accounts: Pick<AccountStore, 'list'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Starts reading these accounts, or all that have a connection. Gives the sync's id. */
export async function startSync(
  deps: Deps,
  actor: Actor,
  accountIds: string[] | 'all',
): Promise<Result<string, AppError>> {
  const denied = requirePermission(actor, 'inventory:sync');
  if (denied) return err(denied);

  const accounts = await deps.accounts.list(actor.workspaceId);
  const wanted =
    accountIds === 'all' ? ok(connected(accounts)) : pick(accounts, accountIds);
  if (!wanted.ok) return wanted;
  const [first] = wanted.value;
  if (!first) return err(nothingToRead);
  const what = wanted.value.length === 1 ? first.name : `${wanted.value.length} accounts`;
  await deps.activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'inventory.sync',
    outcome: 'intent',
    sentence: `${actor.name} asks to read ${what}.`,
    target: wanted.value.length === 1 ? first.id : null,
    planId: null,
    details: { accountsTotal: wanted.value.length },
  });
  const ids = wanted.value.map(({ id }) => id);
  return ok(await startSyncOf(deps, actor.workspaceId, ids));
}

/** Starts a reading on behalf of the console itself. */
export async function startSyncOf(
  deps: EnqueueDeps,
  workspaceId: WorkspaceId,
  accountIds: string[],
): Promise<string> {
  const startedAt = deps.clock.now();
  const syncId = await deps.syncs.start(workspaceId, accountIds.length, startedAt);
  await deps.enqueue({ name: 'sync', workspaceId, syncId, accountIds });
  return syncId;
}

const nothingToRead: AppError = {
  kind: 'conflict',
  message: 'No account here has a connection yet. Connect one first.',
};

const connected = (accounts: StoredAccount[]): StoredAccount[] =>
  accounts.filter((account) => finishedConnection(account));

function pick(
  accounts: StoredAccount[],
  accountIds: string[],
): Result<StoredAccount[], AppError> {
  const picked: StoredAccount[] = [];
  for (const accountId of new Set(accountIds)) {
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) return err({ kind: 'not_found', what: `Account ${accountId}` });
    if (!finishedConnection(account)) return err({ kind: 'no_connection', accountId });
    picked.push(account);
  }
  return ok(picked);
}
