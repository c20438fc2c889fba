import { appErrorOf } from '@/lib/core/aws-failure';
import { type AppError, describeError } from '@/lib/core/errors';
import type {
  AccountReading,
  AccountStore,
  Aws,
  Clock,
  NewSnapshot,
  SnapshotStore,
  StoredAccount,
} from '@/lib/ports';
import { connectionOf } from './connections';
import type { SyncProgress } from './sync-progress';

export type ReadDeps = {
  accounts: Pick<AccountStore, 'setHealth'>;
  snapshots: Pick<SnapshotStore, 'save'>;
  aws: Pick<Aws, 'readAccount'>;
  clock: Pick<Clock, 'now'>;
};

export type ReadOutcome = { name: string; state: NewSnapshot['state'] };

/** Reads one account into a new snapshot. Never throws: what went wrong is on record. */
export async function readOneAccount(
  deps: ReadDeps,
  account: StoredAccount,
  accounts: StoredAccount[],
  progress: SyncProgress,
): Promise<ReadOutcome> {
  const { id: accountId, name } = account;
  progress.starts(accountId, name);
  try {
    const { state, sentence } = await readAndSave(deps, account, accounts, progress);
    if (sentence) progress.fails({ accountId, name, sentence });
    return { name, state };
  } catch {
    const sentence = 'The reading broke off inside this console. Read the account again.';
    progress.fails({ accountId, name, sentence });
    await setHealth(deps, account, 'failing', sentence).catch(() => undefined);
    return { name, state: 'failed' };
  } finally {
    progress.ends(accountId);
  }
}

async function readAndSave(
  deps: ReadDeps,
  account: StoredAccount,
  accounts: StoredAccount[],
  progress: SyncProgress,
): Promise<NewSnapshot> {
  const connection = connectionOf(account, accounts);
  if (!connection)
    return saveFailure(deps, account, { kind: 'no_connection', accountId: account.id });
  await setHealth(deps, account, 'reading', account.healthSentence);
  const reading = await deps.aws.readAccount(connection, ({ rolesRead }) =>
    progress.counts(account.id, rolesRead),
  );
  if (!reading.ok)
    return saveFailure(deps, account, appErrorOf(reading.error, account.id));
  progress.counts(account.id, reading.value.account.RoleDetailList.length);
  const snapshot = snapshotOf(deps, account, reading.value);
  await deps.snapshots.save(snapshot);
  return snapshot;
}

function snapshotOf(
  { clock }: ReadDeps,
  { workspaceId, id: accountId }: StoredAccount,
  { account, missing }: AccountReading,
): NewSnapshot {
  const place = { workspaceId, accountId, takenAt: clock.now(), account };
  const missingPermissions = missing.map(({ action }) => action);
  return missing.length === 0
    ? { ...place, state: 'complete', sentence: null, missingPermissions }
    : { ...place, state: 'partial', sentence: sayMissing(missing), missingPermissions };
}

const sayMissing = (missing: AccountReading['missing']): string =>
  missing.map(({ sentence }) => sentence).join(' ');

/** The action that AWS names when it refuses: `… is not authorized to perform: iam:GetRole on …`. */
const ACTION_REFUSED = /not authorized to perform: ([a-z0-9-]+:\w+)/i;

function missingOf(error: AppError): string[] {
  if (error.kind !== 'aws_refused') return [];
  const named = ACTION_REFUSED.exec(error.message)?.[1];
  const called = /^[a-z0-9-]+:\w+$/.test(error.operation) ? error.operation : null;
  const action = named ?? called;
  return action ? [action] : [];
}

async function saveFailure(
  { snapshots, clock }: ReadDeps,
  { workspaceId, id: accountId }: StoredAccount,
  error: AppError,
): Promise<NewSnapshot> {
  const missingPermissions = missingOf(error);
  const sentence = [
    ...missingPermissions.map((action) => `No permission for ${action}.`),
    describeError(error),
  ].join(' ');
  const snapshot: NewSnapshot = {
    workspaceId,
    accountId,
    takenAt: clock.now(),
    state: 'failed',
    sentence,
    missingPermissions,
    account: null,
  };
  await snapshots.save(snapshot);
  return snapshot;
}

const setHealth = (
  { accounts }: ReadDeps,
  { workspaceId, id, missingPermissions }: StoredAccount,
  health: StoredAccount['health'],
  healthSentence: string | null,
) => accounts.setHealth(workspaceId, id, { health, healthSentence, missingPermissions });
