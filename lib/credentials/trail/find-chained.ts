import { requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import { type AppError, describeError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Clock,
  ConnectionOf,
  RevocationStore,
} from '@/lib/ports';
import type { TakingsOf } from './keep-takings';
import type { ChainedInput, ChainedView } from './schema';
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
  revocations: Pick<RevocationStore, 'listOpen'>;
  clock: Pick<Clock, 'now'>;
};

/** Enough to see that a name is shared by many; a page shows no more. */
const SESSIONS_MAX = 100;

/**
 * Sessions of other roles that were taken from one session (role chaining), from those in turn
 * and so on, as CloudTrail tells it. Ending a session ends none of them: each has keys of its
 * own. The trail of the account that called names the session behind a call; the trail of
 * another account names no more than the account. Events arrive minutes late.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export async function findChained(
  deps: Deps,
  actor: Actor,
  input: ChainedInput,
): Promise<Result<ChainedView, AppError>> {
  const denied = requirePermission(actor, 'session:administer');
  if (denied) return err(denied);
  const all = await deps.accounts.list(actor.workspaceId);
  const scene: Scene = {
    accounts: new Map(all.map((account) => [account.id, account])),
    revocations: await deps.revocations.listOpen(actor.workspaceId),
    now: deps.clock.now(),
  };
  const trails = readOnce(deps, scene);
  const found = new Map<string, Taking>();
  let origins = [callerOf(input)];
  while (origins.length > 0 && found.size < SESSIONS_MAX) {
    const taken: Taking[] = [];
    for (const origin of origins) taken.push(...(await trails.takenBy(origin)));
    const fresh = taken.filter((taking) => !found.has(sessionOf(taking, scene).id));
    for (const taking of fresh) found.set(sessionOf(taking, scene).id, taking);
    origins = fresh.map(callerOf);
  }
  const sessions = [...found.values()].map((taking) => sessionOf(taking, scene));
  return ok({
    sessions: sessions.slice(0, SESSIONS_MAX),
    ...trails.told(),
    isMore: trails.told().isMore || sessions.length > SESSIONS_MAX,
  });
}

/** How CloudTrail names a session that calls. Without a name: every session of the role. */
function callerOf({ roleArn, sessionName }: ChainedInput | Taking): string {
  const { partition, accountId } = parseArn(roleArn) ?? {};
  return `arn:${partition}:sts::${accountId}:assumed-role/${nameOfArn(roleArn)}/${sessionName}`;
}

const isBy = ({ callerArn }: Taking, origin: string): boolean =>
  origin.endsWith('/') ? (callerArn?.startsWith(origin) ?? false) : callerArn === origin;

type Told = Omit<ChainedView, 'sessions'>;

/** Asks each account's trail anew, once. */
function readOnce({ takingsOf, connectionOf }: Deps, { accounts }: Scene) {
  const read = new Map<string, Taking[]>();
  const told: Told = { unread: [], regions: [], isMore: false };

  async function takingsIn(accountId: string): Promise<Taking[]> {
    const account = accounts.get(accountId);
    const connection = account && connectionOf(account, [...accounts.values()]);
    const answer = connection && (await takingsOf(connection, true));
    if (!answer?.ok) {
      const failure: AppError = answer
        ? appErrorOf(answer.error, accountId)
        : { kind: 'no_connection', accountId };
      const accountName = account?.name ?? accountId;
      told.unread.push({ accountName, message: describeError(failure) });
      return [];
    }
    told.regions = [...new Set([...told.regions, ...answer.value.regions])].sort();
    told.isMore ||= answer.value.isMore;
    return answer.value.events.filter(isTaking);
  }

  return {
    told: () => told,
    async takenBy(origin: string): Promise<Taking[]> {
      const accountId = accountIdOf(origin);
      const known = read.get(accountId) ?? (await takingsIn(accountId));
      read.set(accountId, known);
      return known.filter((taking) => isBy(taking, origin));
    },
  };
}
