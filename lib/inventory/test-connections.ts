import { RoleArn, UserId, WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Actor,
  AssumedRole,
  AssumeRoleRequest,
  AwsConnection,
  AwsFailure,
  StoredAccount,
  StoredConnection,
} from '@/lib/ports';
import type { SearchHit } from './schema';
import { PROD, stored, TOOLING } from './test-estate';

const workspaceId = WorkspaceId.parse('w1');
export const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId,
  workspaceName: 'Acme',
  workspaceKind: 'aws',
  role: 'admin',
};
const hubConnection: StoredConnection = {
  kind: 'profile',
  profile: 'hub',
  region: 'eu-west-1',
  hubAccountId: null,
  readRoleArn: null,
  writeRoleArn: null,
  externalId: null,
  callerArn: `arn:aws:sts::${TOOLING}:assumed-role/console/me`,
  checkedAt: null,
};
export const readRoleArn = RoleArn.parse(
  `arn:aws:iam::${PROD}:role/drawbridge/drawbridge-inventory`,
);
const refused: AwsFailure = {
  kind: 'refused',
  operation: 'sts:AssumeRole',
  code: 'AccessDenied',
  message: 'not authorized',
  requestId: null,
};

/** A hub that is connected, and a spoke role whose trust is this function. */
export function world(
  letsIn: (externalId: string | undefined) => boolean,
  callerAccount = PROD,
) {
  const accounts = new Map<string, StoredAccount>([
    [TOOLING, stored(workspaceId, TOOLING, 'Tooling', { connection: hubConnection })],
  ]);
  const asked: (string | undefined)[] = [];
  const events: string[] = [];
  const assumed = {} as AssumedRole; // probes look at nothing but the success
  const arn = `arn:aws:iam::${callerAccount}:user/me`;
  const deps = {
    accounts: accountsOf(accounts),
    search: { search: async () => [hubRole] },
    activity: {
      append: async (entry: { event: string; outcome: string }) =>
        void events.push(`${entry.event} ${entry.outcome}`),
    },
    aws: {
      whoAmI: async () => ok({ accountId: callerAccount, arn, userId: 'U' }),
      assumeRole: async (
        _hub: AwsConnection,
        request: AssumeRoleRequest,
      ): Promise<Result<AssumedRole, AwsFailure>> => {
        asked.push(request.externalId);
        return letsIn(request.externalId) ? ok(assumed) : err(refused);
      },
    },
    clock: { now: () => new Date('2026-11-24T09:00:00Z') },
    random: countingRandom(),
  };
  return { deps, accounts, asked, events };
}

const hubRole: SearchHit = {
  kind: 'role',
  id: 'x',
  arn: `arn:aws:iam::${TOOLING}:role/platform/console`,
  name: 'console',
  accountId: TOOLING,
  accountName: 'Tooling',
};

const accountsOf = (accounts: Map<string, StoredAccount>) => ({
  list: async () => [...accounts.values()],
  upsert: async (account: Partial<StoredAccount> & { id: string; name: string }) => {
    const known =
      accounts.get(account.id) ?? stored(workspaceId, account.id, account.name);
    accounts.set(account.id, { ...known, ...account });
  },
  setConnection: async (
    _workspace: WorkspaceId,
    id: string,
    connection: StoredConnection | null,
  ) => {
    const known = accounts.get(id);
    if (known) accounts.set(id, { ...known, connection });
  },
});

/** `aaa…`, then `bbb…`: never the same twice. */
function countingRandom() {
  let made = 0;
  const base32 = (length: number) => {
    made += 1;
    return String.fromCharCode(96 + made).repeat(length);
  };
  return { uuid: () => 'id', base32 };
}
