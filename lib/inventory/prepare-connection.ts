import { requirePermission } from '@/lib/auth/permissions';
import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import { AccountId, type WorkspaceId } from '@/lib/core/ids';
import { newExternalId } from '@/lib/core/new-external-id';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Aws,
  Random,
  SearchStore,
  StoredAccount,
  StoredConnection,
} from '@/lib/ports';
import { connectionOf } from './connections';
import { refusePractice } from './refuse-practice';
import type { PreparedConnection } from './schema';
import { spokeTrust, trustableArnOf } from './spoke-trust';

type Deps = {
  accounts: Pick<AccountStore, 'list' | 'upsert' | 'setConnection'>;
  search: Pick<SearchStore, 'search'>;
  aws: Pick<Aws, 'whoAmI'>;
  random: Random;
};

const UNFINISHED: StoredConnection = {
  kind: 'assumed',
  profile: null,
  region: 'us-east-1',
  hubAccountId: null,
  readRoleArn: null,
  writeRoleArn: null,
  externalId: null,
  callerArn: null,
  checkedAt: null,
};

/**
 * Makes the external ID of an account that is to be reached by a spoke role, before the role
 * exists, with the trust policy to paste for each account that can be the hub. Asked again, it
 * gives the same ID: one account has one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export async function prepareConnection(
  deps: Deps,
  actor: Actor,
  accountId: string,
): Promise<Result<PreparedConnection, AppError>> {
  const denied = requirePermission(actor, 'account:connect');
  if (denied) return err(denied);
  const id = AccountId.safeParse(accountId);
  if (!id.success) return err(invalidAccountId);
  const misplaced = refusePractice(actor);
  if (misplaced) return err(misplaced);

  const { workspaceId } = actor;
  const accounts = await deps.accounts.list(workspaceId);
  const externalId = await externalIdOf(deps, workspaceId, id.data, accounts);
  const hubs = accounts.filter(
    ({ id: hubId, connection }) =>
      hubId !== id.data && ['profile', 'ambient'].includes(connection?.kind ?? ''),
  );
  const choices: PreparedConnection['hubs'] = [];
  for (const hub of hubs) {
    const hubArn = await hubArnOf(deps, hub, accounts);
    if (!hubArn.ok) return hubArn;
    const trustPolicy = spokeTrust(hubArn.value, externalId);
    choices.push({ accountId: hub.id, name: hub.name, arn: hubArn.value, trustPolicy });
  }
  return ok({ accountId: id.data, externalId, hubs: choices });
}

const invalidAccountId: AppError = {
  kind: 'invalid_input',
  message: 'An AWS account ID has 12 digits.',
  fields: { accountId: 'An AWS account ID has 12 digits.' },
};

async function externalIdOf(
  deps: Deps,
  workspaceId: WorkspaceId,
  id: string,
  accounts: StoredAccount[],
): Promise<string> {
  const account = accounts.find((known) => known.id === id);
  const kept = account?.connection?.externalId;
  if (kept) return kept;
  if (!account) {
    const place = { partition: 'aws', ouPath: '', isProduction: false };
    await deps.accounts.upsert({ workspaceId, id, name: id, ...place });
  }
  const externalId = newExternalId(deps.random);
  const connection = { ...(account?.connection ?? UNFINISHED), externalId };
  await deps.accounts.setConnection(workspaceId, id, connection);
  return externalId;
}

async function hubArnOf(
  deps: Deps,
  hub: StoredAccount,
  accounts: StoredAccount[],
): Promise<Result<string, AppError>> {
  const callerArn = hub.connection?.callerArn ?? null;
  const caller = callerArn ? ok(callerArn) : await askCaller(deps, hub, accounts);
  if (!caller.ok) return caller;
  const [, roleName = ''] = /:assumed-role\/([^/]+)\//.exec(caller.value) ?? [];
  if (!roleName) return caller;
  const hits = await deps.search.search(hub.workspaceId, {
    q: roleName,
    kinds: ['role'],
    accountId: hub.id,
    limit: 20,
  });
  return ok(
    trustableArnOf(
      caller.value,
      hits.map(({ arn }) => arn),
    ),
  );
}

async function askCaller(
  deps: Deps,
  hub: StoredAccount,
  accounts: StoredAccount[],
): Promise<Result<string, AppError>> {
  const connection = connectionOf(hub, accounts);
  if (!connection) return err({ kind: 'no_connection', accountId: hub.id });
  const caller = await deps.aws.whoAmI(connection);
  return caller.ok ? ok(caller.value.arn) : err(appErrorOf(caller.error, hub.id));
}
