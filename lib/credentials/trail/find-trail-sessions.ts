import { requirePermission } from '@/lib/auth/permissions';
import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import { isOwnRole } from '@/lib/core/is-own-role';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Clock,
  ConnectionOf,
  IssueStore,
  RevocationStore,
} from '@/lib/ports';
import type { TakingsOf } from './keep-takings';
import type { TrailSessionsInput, TrailSessionsView } from './schema';
import {
  accountIdOf,
  isTaking,
  type Scene,
  sessionOf,
  type Taking,
} from './trail-session';

type Deps = {
  takingsOf: TakingsOf;
  accounts: Pick<AccountStore, 'list'>;
  connectionOf: ConnectionOf;
  issues: Pick<IssueStore, 'named'>;
  revocations: Pick<RevocationStore, 'listOpen'>;
  clock: Pick<Clock, 'now'>;
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
    regions: read.value.regions,
    isMore: read.value.isMore,
  });
}

/** To read, to change, and to try whether a new account lets the console in. */
const OWN_NAME = /^(?:drawbridge-(?:read|write)|db-probe-[a-z2-7]{8})$/;

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
  const oldest = Math.min(...takings.map(({ at }) => at.getTime()));
  const since = new Date(oldest - APART_MS);
  const recorded = names.length > 0 ? await issues.named(workspaceId, names, since) : [];
  return ({ roleArn, sessionName, at }) =>
    recorded.some(
      (issue) =>
        issue.roleArn === roleArn &&
        issue.sessionName === sessionName &&
        Math.abs(issue.issuedAt.getTime() - at.getTime()) <= APART_MS,
    );
}
