import { requirePermission } from '@/lib/auth/permissions';
import { appErrorOf } from '@/lib/core/aws-failure';
import { type AppError, describeError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityLog,
  Actor,
  Aws,
  Clock,
  StoredAccount,
} from '@/lib/ports';
import { connectionViewOf } from './account-views';
import { connectionOf } from './connections';
import type { ConnectionView } from './schema';

type Deps = {
  accounts: Pick<AccountStore, 'list' | 'find' | 'setConnection' | 'setHealth'>;
  activity: Pick<ActivityLog, 'append'>;
  aws: Pick<Aws, 'whoAmI'>;
  clock: Pick<Clock, 'now'>;
};

/** Asks AWS who the connection is, and keeps the answer: the caller, or what is wrong. */
export async function checkConnection(
  deps: Deps,
  actor: Actor,
  accountId: string,
): Promise<Result<ConnectionView, AppError>> {
  const denied = requirePermission(actor, 'inventory:sync');
  if (denied) return err(denied);

  const accounts = await deps.accounts.list(actor.workspaceId);
  const account = accounts.find(({ id }) => id === accountId);
  if (!account) return err({ kind: 'not_found', what: `Account ${accountId}` });
  const checked = await callerOf(deps, account, accounts);
  if (!checked.ok) {
    const healthSentence = describeError(checked.error);
    const { missingPermissions } = account;
    await deps.accounts.setHealth(actor.workspaceId, accountId, {
      health: 'failing',
      healthSentence,
      missingPermissions,
    });
    await deps.activity.append(entryOf(actor, account, 'failed', healthSentence));
    return checked;
  }
  await keepCaller(deps, account, checked.value);
  const sentence = `${account.name} answers as ${checked.value}.`;
  await deps.activity.append(entryOf(actor, account, 'ok', sentence));
  const stored = await deps.accounts.find(actor.workspaceId, accountId);
  const view = stored && connectionViewOf(stored);
  return view ? ok(view) : err({ kind: 'no_connection', accountId });
}

async function callerOf(
  deps: Deps,
  account: StoredAccount,
  accounts: StoredAccount[],
): Promise<Result<string, AppError>> {
  const connection = connectionOf(account, accounts);
  if (!connection) return err({ kind: 'no_connection', accountId: account.id });
  const caller = await deps.aws.whoAmI(connection);
  if (!caller.ok) return err(appErrorOf(caller.error, account.id));
  if (caller.value.accountId === account.id) return ok(caller.value.arn);
  const message = `The connection leads to account ${caller.value.accountId}, not to ${account.id}. Connect the account again.`;
  return err({ kind: 'conflict', message });
}

async function keepCaller(
  { accounts, clock }: Deps,
  account: StoredAccount,
  callerArn: string,
): Promise<void> {
  const { workspaceId, id, connection } = account;
  if (connection)
    await accounts.setConnection(workspaceId, id, {
      ...connection,
      callerArn,
      checkedAt: clock.now(),
    });
  // What the last reading missed stands; only a failure to get in is over.
  if (account.health !== 'failing') return;
  const health = account.lastReadAt ? 'partial' : 'never-read';
  await accounts.setHealth(workspaceId, id, {
    health,
    healthSentence:
      'The connection works again. Read the account to see it as it is now.',
    missingPermissions: account.missingPermissions,
  });
}

const entryOf = (
  actor: Actor,
  account: StoredAccount,
  outcome: 'ok' | 'failed',
  sentence: string,
) => ({
  workspaceId: actor.workspaceId,
  actorId: actor.userId,
  actorName: actor.name,
  event: 'account.checked',
  outcome,
  sentence,
  target: account.id,
  planId: null,
  details: {},
});
