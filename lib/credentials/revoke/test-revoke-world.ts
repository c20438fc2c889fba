import { RoleArn } from '@/lib/core/ids';
import { err, ok } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityEntry,
  AwsConnection,
  AwsFailure,
  AwsWrite,
  FoundSession,
  RevocationStore,
  StoredAccount,
  StoredConnection,
  StoredRevocation,
} from '@/lib/ports';
import { now, profileHub, actor as viewer } from '../test-world';
import type { RevokeDeps } from './revoke-deps';

const ACCOUNT = '777788889999';
export const roleArn = RoleArn.parse(`arn:aws:iam::${ACCOUNT}:role/deploy`);
export const admin = { ...viewer, role: 'admin' } as const;

const session: FoundSession = {
  id: 's1',
  workspaceId: viewer.workspaceId,
  userId: viewer.userId,
  roleArn,
  use: 'terminal',
  sessionName: 'db-mei-k3jx7q2a',
  sourceIdentity: 'db-mei',
  limits: null,
  issuedAt: new Date(now.getTime() - 60_000),
  expiresAt: new Date(now.getTime() + 3_540_000),
  personName: 'Mei',
  revocationId: null,
};

export const asked = { scope: 'session', sessionId: 's1' } as const;
export const log = { error: () => undefined };

export const refused = (code: string): AwsFailure => ({
  kind: 'refused',
  operation: 'iam:PutRolePolicy',
  code,
  message: 'no',
  requestId: null,
});
export const unreachable: AwsFailure = {
  kind: 'unreachable',
  operation: 'iam:PutRolePolicy',
  message: 'timeout',
};

/** The one row there is. */
export const only = <T>(rows: Map<string, T>): T | undefined => [...rows.values()][0];

export type Trouble = {
  /** What AWS answers to a write, in order; after that it works. */
  writes?: (AwsFailure | 'killed')[];
  reads?: AwsFailure[];
  /** Reads that still show what stood before the last write. */
  staleReads?: number;
  unwritable?: ActivityEntry['outcome'];
  document?: string;
  /** What is known of the way to the account. */
  connection?: Partial<StoredConnection>;
};

/** A role at AWS with one policy, and a console that keeps what it is told. */
export function fakeWorld(trouble: Trouble = {}) {
  const rows = new Map<string, StoredRevocation>();
  const calls: string[] = [];
  const entries: ActivityEntry[] = [];
  const aws = fakeAws(trouble, calls);
  const { connection = null } = trouble;
  const account = { id: ACCOUNT, name: 'Prod', connection } as StoredAccount; // what is read of it
  let time = now.getTime();
  let made = 0;
  const deps: RevokeDeps & { accounts: Pick<AccountStore, 'list' | 'find'> } = {
    revocations: fakeRevocations(rows, calls),
    issues: {
      find: async (_workspaceId, id) => (id === session.id ? session : null),
      markRevoked: async () => 1,
      clearRevoked: async () => undefined,
    },
    accounts: {
      list: async () => [account],
      find: async () => account,
    },
    connectionOf: (): AwsConnection => profileHub,
    hubOf: async () => profileHub,
    notifier: fakeNotifier(calls),
    activity: {
      append: async (entry) => {
        if (entry.outcome === trouble.unwritable) throw new Error('disk full');
        calls.push(`log ${entry.outcome}`);
        entries.push(entry);
      },
    },
    aws: aws.port,
    clock: {
      now: () => new Date(time),
      sleep: async (milliseconds) => {
        time += milliseconds;
      },
    },
    random: { uuid: () => `id-${++made}`, base32: (length) => 'a'.repeat(length) },
    env: { areChangesOn: true },
  };
  return {
    deps,
    rows,
    calls,
    entries,
    aws,
    session,
    moveTo: (at: Date) => (time = at.getTime()),
  };
}

const fakeNotifier = (calls: string[]): RevokeDeps['notifier'] => ({
  tell: async (_workspaceId, { event }) => void calls.push(`tell ${event}`),
});

function fakeAws(trouble: Trouble, calls: string[]) {
  const kept = { document: trouble.document ?? null, shown: trouble.document ?? null };
  let staleReads = 0;
  async function write(_connection: AwsConnection, change: AwsWrite) {
    calls.push(change.kind);
    const answer = trouble.writes?.shift();
    if (answer === 'killed') throw new Error('killed');
    if (answer) return err(answer);
    kept.shown = kept.document;
    kept.document = change.kind === 'put-inline-policy' ? change.document : null;
    staleReads = trouble.staleReads ?? 0;
    return ok({ requestId: 'r1' });
  }
  const port: RevokeDeps['aws'] = {
    write,
    readTarget: async (_connection, target) => {
      if (target.kind === 'role')
        return ok({ exists: true, document: '{}', tags: {}, id: 'AROAEXAMPLE' });
      const failure = trouble.reads?.shift();
      if (failure) return err(failure);
      const document = staleReads-- > 0 ? kept.shown : kept.document;
      return ok(
        document === null
          ? { exists: false }
          : { exists: true, document, tags: {}, id: null },
      );
    },
    assumeRole: async () =>
      err({ kind: 'not_configured', message: 'not in real accounts' }),
    probe: async () => ok(null),
  };
  return { port, kept };
}

function fakeRevocations(
  rows: Map<string, StoredRevocation>,
  calls: string[],
): RevocationStore {
  const change = (id: string, more: Partial<StoredRevocation>) => {
    const row = rows.get(id);
    if (row) rows.set(id, { ...row, ...more });
  };
  return {
    create: async (row) => void rows.set(row.id, row),
    find: async (_workspaceId, id) => rows.get(id) ?? null,
    listOpen: async () =>
      [...rows.values()].filter(
        ({ state }) => state !== 'removed' && state !== 'stopped',
      ),
    earlierTexts: async () => [...rows.values()].flatMap(({ before }) => before ?? []),
    listDue: async (at) =>
      [...rows.values()]
        .filter(({ state, endsAt }) =>
          state === 'standing'
            ? endsAt <= at
            : state === 'writing' || state === 'removing',
        )
        .map(({ workspaceId, id }) => ({ workspaceId, id })),
    update: async (id, more) => {
      if (more.intendedAt) calls.push('journal');
      change(id, more);
    },
    moveState: async (id, from, to, removedByName) => {
      const row = rows.get(id);
      if (!row || !from.includes(row.state)) return false;
      change(id, { state: to, ...(removedByName ? { removedByName } : {}) });
      return true;
    },
    lease: async () => true,
    release: async () => undefined,
  };
}
