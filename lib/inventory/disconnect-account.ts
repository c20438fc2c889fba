import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { AccountStore, ActivityLog, Actor, StoredAccount } from '@/lib/ports';

type Deps = {
  accounts: Pick<AccountStore, 'list' | 'setConnection'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Forgets how an account is reached. What was read of it stays, and its roles at AWS too. */
export async function disconnectAccount(
  deps: Deps,
  actor: Actor,
  accountId: string,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'account:connect');
  if (denied) return err(denied);

  const accounts = await deps.accounts.list(actor.workspaceId);
  const account = accounts.find(({ id }) => id === accountId);
  if (!account) return err({ kind: 'not_found', what: `Account ${accountId}` });
  if (!account.connection) {
    const message = `${account.name} has no connection.`;
    return err({ kind: 'already_so', message });
  }
  const spokes = accounts.filter(
    ({ id, connection }) => id !== accountId && connection?.hubAccountId === accountId,
  );
  if (spokes.length > 0) return err(inUse(account, spokes));

  await deps.activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'account.disconnected',
    outcome: 'ok',
    sentence: `${actor.name} disconnected ${account.name}, ${accountId}.`,
    target: accountId,
    planId: null,
    details: { kind: account.connection.kind },
  });
  await deps.accounts.setConnection(actor.workspaceId, accountId, null);
  return ok(null);
}

function inUse(account: StoredAccount, spokes: StoredAccount[]): AppError {
  const names = spokes.map(({ name }) => name).join(', ');
  const message = `${account.name} is the way into ${names}. Disconnect those first.`;
  return { kind: 'conflict', message };
}
