import { requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import { isOwnRole } from '@/lib/core/is-own-role';
import { err, ok, type Result } from '@/lib/core/result';
import { sha256 } from '@/lib/core/sha256';
import type {
  AccountStore,
  Actor,
  Clock,
  ConnectionOf,
  GivenSession,
  IssueStore,
  RevocationStore,
  StoredAccount,
  StoredRevocation,
  TrailEvent,
} from '@/lib/ports';
import { whyNotRevoke } from '../revoke/why-not-revoke';
import type { TakingsOf } from './keep-takings';
import type { TrailSession, TrailSessionsInput, TrailSessionsView } from './schema';

type Deps = {
  takingsOf: TakingsOf;
  accounts: Pick<AccountStore, 'list'>;
  connectionOf: ConnectionOf;
  issues: Pick<IssueStore, 'named'>;
  revocations: Pick<RevocationStore, 'listOpen'>;
  clock: Pick<Clock, 'now'>;
};

/** A call that gave a session of a role. */
type Taking = TrailEvent & {
  roleArn: string;
  sessionName: string;
  given: GivenSession;
};

type Scene = {
  accounts: Map<string, StoredAccount>;
  revocations: StoredRevocation[];
  now: Date;
};

/**
 * Sessions of the last twelve hours that were taken past this console, as the CloudTrail of one
 * account tells them: on roles of accounts that are known here, less those of our own record and
 * those by which the console itself reads and changes. Events arrive minutes late.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export async function findTrailSessions(
  deps: Deps,
  actor: Actor,
  { accountId, fresh }: TrailSessionsInput,
): Promise<Result<TrailSessionsView, AppError>> {
  const denied = requirePermission(actor, 'session:administer');
  if (denied) return err(denied);
  const { workspaceId } = actor;
  const all = await deps.accounts.list(workspaceId);
  const asked = all.find(({ id }) => id === accountId);
  if (!asked) return err({ kind: 'not_found', what: `Account ${accountId}` });
  const connection = deps.connectionOf(asked, all);
  if (!connection) return err({ kind: 'no_connection', accountId });
  const read = await deps.takingsOf(connection, fresh);
  if (!read.ok) return err(appErrorOf(read.error, accountId));

  const scene: Scene = {
    accounts: new Map(all.map((account) => [account.id, account])),
    revocations: await deps.revocations.listOpen(workspaceId),
    now: deps.clock.now(),
  };
  const takings = read.value.events
    .filter(isTaking)
    .filter(({ roleArn }) => scene.accounts.has(accountIdOf(roleArn)))
    .filter((taking) => !isByConsole(taking, scene));
  const isRecorded = await recordOf(deps.issues, actor, takings);
  const sessions = takings
    .filter((taking) => !isRecorded(taking))
    .map((taking) => sessionOf(taking, scene));
  return ok({
    lookedAt: read.value.lookedAt.toISOString(),
    sessions: [...new Map(sessions.map((session) => [session.id, session])).values()],
    isMore: read.value.isMore,
  });
}

const accountIdOf = (arn: string): string => parseArn(arn)?.accountId ?? '';

const isTaking = (event: TrailEvent): event is Taking =>
  event.errorCode === null &&
  event.given !== null &&
  event.roleArn !== null &&
  event.sessionName !== null;

const OWN_NAME = /^drawbridge-(?:read|write)$/;

/** How the console itself comes into an account, to read and to change. */
function isByConsole(taking: Taking, { accounts }: Scene): boolean {
  const ways = accounts.get(accountIdOf(taking.roleArn))?.connection ?? null;
  return (
    OWN_NAME.test(taking.sessionName) &&
    isOwnRole(taking.roleArn, ways) &&
    taking.callerAccountId === ways?.hubAccountId
  );
}

/** CloudTrail's clock and ours, and how long STS takes to answer. */
const APART_MS = 2 * 60_000;

/** A name alone does not make a session ours: it can be typed by whoever may take the role. */
async function recordOf(
  issues: Deps['issues'],
  { workspaceId }: Actor,
  takings: Taking[],
): Promise<(taking: Taking) => boolean> {
  const names = [...new Set(takings.map(({ sessionName }) => sessionName))];
  const recorded = names.length > 0 ? await issues.named(workspaceId, names) : [];
  return ({ roleArn, sessionName, at }) =>
    recorded.some(
      (issue) =>
        issue.roleArn === roleArn &&
        issue.sessionName === sessionName &&
        Math.abs(issue.issuedAt.getTime() - at.getTime()) <= APART_MS,
    );
}

function sessionOf(taking: Taking, scene: Scene): TrailSession {
  const { roleArn, sessionName, given, at } = taking;
  const accountId = accountIdOf(roleArn);
  const account = scene.accounts.get(accountId);
  return {
    id: sha256(given.accessKeyId ?? taking.id).slice(0, 24),
    roleArn,
    roleName: nameOfArn(roleArn),
    accountId,
    accountName: account?.name ?? accountId,
    isProduction: account?.isProduction ?? false,
    sessionName,
    sourceIdentity: given.sourceIdentity,
    ...callerOf(taking),
    isByService: taking.isByService,
    how: taking.name,
    program: taking.program,
    sourceIp: taking.sourceIp,
    takenAt: at.toISOString(),
    endsAt: given.endsAt.toISOString(),
    state: stateOf(taking, scene),
    whyNot: account?.connection
      ? whyNotRevoke(roleArn, account.connection)
      : 'This console has no way into the account.',
  };
}

/** A session is named by the role behind it as well: its ARN has both. */
function callerOf({ callerArn, callerName, callerAccountId }: Taking) {
  const name = callerArn ?? callerName;
  return { caller: name ?? callerAccountId ?? 'unknown', isCallerNamed: name !== null };
}

function stateOf(
  { roleArn, sessionName, at, given }: Taking,
  { revocations, now }: Scene,
): TrailSession['state'] {
  if (given.endsAt <= now) return 'ended';
  const isDenied = revocations.some(
    (denial) =>
      denial.roleArn === roleArn &&
      at < denial.cutOffAt &&
      (denial.sessionName === null || denial.sessionName === sessionName),
  );
  return isDenied ? 'revoked' : 'live';
}
