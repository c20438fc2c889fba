import { can, requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { UserId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Clock,
  FoundSession,
  IssueStore,
  RevocationStore,
  StoredAccount,
} from '@/lib/ports';
import { revocationView } from './revoke/revocation-view';
import type { SessionRow, SessionsFilter, SessionsPage } from './schema';

type Deps = {
  issues: Pick<IssueStore, 'search' | 'takers'>;
  revocations: Pick<RevocationStore, 'listOpen'>;
  accounts: Pick<AccountStore, 'list'>;
  clock: Pick<Clock, 'now'>;
};

const SESSIONS_PAGE_SIZE = 50;

/**
 * Who holds what until when, from our own record of what was handed out: everybody's for those
 * who administer sessions, else the reader's own.
 */
export async function listSessions(
  deps: Deps,
  actor: Actor,
  filter: SessionsFilter,
): Promise<Result<SessionsPage, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);

  const { workspaceId } = actor;
  const isOfEverybody = can(actor, 'session:administer');
  const now = deps.clock.now();
  const person = UserId.safeParse(filter.person);
  const [found, accounts, people, revocations] = await Promise.all([
    deps.issues.search({
      workspaceId,
      userId: isOfEverybody ? (person.data ?? null) : actor.userId,
      roleArn: filter.role || null,
      state: filter.state,
      q: filter.q,
      now,
      limit: SESSIONS_PAGE_SIZE,
      offset: (filter.page - 1) * SESSIONS_PAGE_SIZE,
    }),
    deps.accounts.list(workspaceId),
    isOfEverybody ? deps.issues.takers(workspaceId) : [],
    isOfEverybody ? deps.revocations.listOpen(workspaceId) : [],
  ]);
  const accountsById = new Map(accounts.map((account) => [account.id, account]));
  return ok({
    rows: found.sessions.map((session) => rowOf(session, actor, accountsById, now)),
    revocations: revocations.map((revocation) =>
      revocationView(
        revocation,
        accountsById.get(revocation.accountId)?.name ?? revocation.accountId,
      ),
    ),
    total: found.total,
    pageSize: SESSIONS_PAGE_SIZE,
    isOfEverybody,
    people: people.map(({ userId, name }) => ({ id: userId, name })),
    connected: isOfEverybody ? accounts.filter(isConnected).map(nameOf) : [],
  });
}

const isConnected = ({ connection }: StoredAccount): boolean => connection !== null;
const nameOf = ({ id, name }: StoredAccount) => ({ id, name });

function rowOf(
  session: FoundSession,
  actor: Actor,
  accounts: Map<string, StoredAccount>,
  now: Date,
): SessionRow {
  const { accountId = '' } = parseArn(session.roleArn) ?? {};
  const account = accounts.get(accountId);
  const { id, personName, roleArn, use, sessionName, sourceIdentity, limits } = session;
  return {
    id,
    personName,
    isMine: session.userId === actor.userId,
    roleArn,
    roleName: nameOfArn(roleArn),
    accountId,
    accountName: account?.name ?? accountId,
    isProduction: account?.isProduction ?? false,
    use,
    sessionName,
    sourceIdentity,
    limits,
    issuedAt: session.issuedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    state: stateOf(session, now),
  };
}

function stateOf(session: FoundSession, now: Date): SessionRow['state'] {
  if (session.revocationId !== null) return 'revoked';
  return session.expiresAt > now ? 'live' : 'ended';
}
