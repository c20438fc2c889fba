import { requirePermission } from '@/lib/auth/permissions';
import { DEFAULT_SESSION_SECONDS, sessionSecondsUntil } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityEntry,
  ActivityLog,
  Actor,
  Clock,
  PracticeKeys,
  PracticeWorlds,
} from '@/lib/ports';
import { formatsOf } from './formats';
import type { IssuedCredentials, PracticeAccountInput } from './schema';

type Deps = {
  accounts: Pick<AccountStore, 'find'>;
  activity: Pick<ActivityLog, 'append'>;
  clock: Pick<Clock, 'now'>;
  practiceWorlds: Pick<PracticeWorlds, 'url' | 'administratorKeys'> | null;
};

const REGION = 'eu-west-1';
const ADMINISTRATOR = 'administrator';

/**
 * Temporary keys of a practice account's administrator, for exercises in a terminal. No real
 * account has such a way in: it exists where the accounts themselves are ours.
 */
export async function issueAdministrator(
  deps: Deps,
  actor: Actor,
  { accountId }: PracticeAccountInput,
): Promise<Result<IssuedCredentials, AppError>> {
  const denied = requirePermission(actor, 'practice:administer');
  if (denied) return err(denied);
  const { practiceWorlds } = deps;
  const account = await deps.accounts.find(actor.workspaceId, accountId);
  if (actor.workspaceKind !== 'practice' || !practiceWorlds || !account)
    return err({ kind: 'not_found', what: `The practice account ${accountId}` });

  const say = entryOf(actor, account);
  await deps.activity.append(say('requested', 'intent', 'asks for'));
  const keys = await practiceWorlds.administratorKeys(
    actor.workspaceId,
    accountId,
    Math.min(
      DEFAULT_SESSION_SECONDS,
      sessionSecondsUntil(actor.signInEndsAt, deps.clock.now()),
    ),
  );
  if (!keys.ok) {
    await deps.activity.append(say('refused', 'failed', 'did not get'));
    return keys;
  }
  await deps.activity.append(say('issued', 'ok', 'took'));
  return ok(answerOf(accountId, keys.value, practiceWorlds.url));
}

const entryOf =
  (actor: Actor, { id, name }: { id: string; name: string }) =>
  (
    what: 'requested' | 'issued' | 'refused',
    outcome: ActivityEntry['outcome'],
    verb: string,
  ): ActivityEntry => ({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: `credentials.${what}`,
    outcome,
    sentence: `${actor.name} ${verb} keys of the administrator of the practice account ${name}.`,
    target: `arn:aws:iam::${id}:root`,
    planId: null,
    details: { use: 'terminal' },
  });

function answerOf(
  accountId: string,
  keys: PracticeKeys,
  endpointUrl: string,
): IssuedCredentials {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = keys;
  return {
    sessionId: null,
    roleArn: `arn:aws:iam::${accountId}:root`,
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt: expiresAt.toISOString(),
    sessionName: ADMINISTRATOR,
    sourceIdentity: null,
    region: REGION,
    endpointUrl,
    formats: formatsOf({
      ...keys,
      region: REGION,
      accountId,
      name: ADMINISTRATOR,
      assumedRole: null,
      endpointUrl,
    }),
  };
}
