import { requirePermission } from '@/lib/auth/permissions';
import { type AppError, describeError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityEntry,
  ActivityLog,
  Actor,
  StoredAccount,
} from '@/lib/ports';
import { looksLikeProduction } from './looks-like-production';
import { type ReachDeps, type Reached, reachAccount } from './reach-account';
import { refusePractice } from './refuse-practice';
import type { ConnectAccountInput } from './schema';

type ConnectDeps = ReachDeps & {
  accounts: Pick<AccountStore, 'list' | 'upsert' | 'setConnection'>;
  activity: Pick<ActivityLog, 'append'>;
};

/**
 * Connects an account that a person named, after AWS itself has said that the connection leads
 * into that account. Nothing is stored when it does not.
 */
export async function connectAccount(
  deps: ConnectDeps,
  actor: Actor,
  input: ConnectAccountInput,
): Promise<Result<{ accountId: string }, AppError>> {
  const denied = requirePermission(actor, 'account:connect');
  if (denied) return err(denied);
  const misplaced = refusePractice(actor);
  if (misplaced) return err(misplaced);
  const { workspaceId } = actor;

  const say = entryOf(actor, input);
  await deps.activity.append(say('account.connect', 'intent', 'asks to connect'));
  const accounts = await deps.accounts.list(workspaceId);
  const reached = await reachAccount(deps, input, accounts);
  if (!reached.ok) {
    const sentence = `could not connect (${describeError(reached.error)})`;
    await deps.activity.append(say('account.connect', 'refused', sentence));
    return reached;
  }
  await store(deps, workspaceId, input, reached.value, accounts);
  await deps.activity.append(say('account.connect', 'ok', 'connected'));
  return ok({ accountId: input.accountId });
}

async function store(
  deps: ConnectDeps,
  workspaceId: WorkspaceId,
  { accountId, name }: ConnectAccountInput,
  { connection, partition }: Reached,
  accounts: StoredAccount[],
): Promise<void> {
  const known = accounts.find(({ id }) => id === accountId);
  const ouPath = known?.ouPath ?? '';
  const isProduction = known?.isProduction || looksLikeProduction(name);
  const place = { workspaceId, id: accountId, name, partition, ouPath, isProduction };
  await deps.accounts.upsert(place);
  await deps.accounts.setConnection(workspaceId, accountId, connection);
}

const entryOf =
  (actor: Actor, { accountId, name, kind }: ConnectAccountInput) =>
  (event: string, outcome: ActivityEntry['outcome'], did: string): ActivityEntry => ({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event,
    outcome,
    sentence: `${actor.name} ${did}: ${name}, ${accountId}.`,
    target: accountId,
    planId: null,
    details: { kind },
  });
