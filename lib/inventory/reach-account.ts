import { parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import { type AppError, describeError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Aws,
  AwsConnection,
  AwsFailure,
  CallerIdentity,
  Clock,
  Random,
  StoredAccount,
  StoredConnection,
} from '@/lib/ports';
import { connectionOf } from './connections';
import { probeSpoke } from './probe-spoke';
import type { ConnectAccountInput } from './schema';

export type ReachDeps = {
  aws: Pick<Aws, 'whoAmI' | 'assumeRole'>;
  clock: Pick<Clock, 'now'>;
  random: Random;
};

type Profile = Extract<ConnectAccountInput, { kind: 'profile' }>;
type Assumed = Extract<ConnectAccountInput, { kind: 'assumed' }>;
export type Reached = { connection: StoredConnection; partition: string };

/** Goes into the account by the way that was typed; the connection to keep, or what is wrong. */
export function reachAccount(
  deps: ReachDeps,
  input: ConnectAccountInput,
  accounts: StoredAccount[],
): Promise<Result<Reached, AppError>> {
  return input.kind === 'profile'
    ? reachByProfile(deps, input)
    : reachByRole(deps, input, accounts);
}

const partitionOfRegion = (region: string): string => {
  const [prefix] = /^(?:us-gov|cn|eusc)(?=-)/.exec(region) ?? [];
  return prefix ? `aws-${prefix}` : 'aws';
};

async function reachByProfile(
  deps: ReachDeps,
  { accountId, profile, region }: Profile,
): Promise<Result<Reached, AppError>> {
  const partition = partitionOfRegion(region);
  const caller = await deps.aws.whoAmI({
    kind: 'profile',
    accountId,
    partition,
    region,
    profile,
  });
  if (!caller.ok) return err(atField('profile', sentenceOf(caller.error, accountId)));
  const wrong = wrongAccount(caller.value, accountId, `The profile ${profile}`);
  if (wrong) return err(wrong);
  const kept = { kind: 'profile', profile, region } as const;
  return ok(reachedBy(deps, caller.value, kept));
}

async function reachByRole(
  deps: ReachDeps,
  input: Assumed,
  accounts: StoredAccount[],
): Promise<Result<Reached, AppError>> {
  const { accountId, hubAccountId, readRoleArn, region } = input;
  const way = wayIn(input, accounts);
  if (!way.ok) return way;
  const { hub, externalId } = way.value;
  const probed = await probeAll(deps, way.value, input);
  if (!probed.ok) return probed;

  const partition = parseArn(readRoleArn)?.partition ?? 'aws';
  const roles = { readRoleArn, writeRoleArn: input.writeRoleArn || null, externalId };
  const place = { accountId, partition, region, hub };
  const caller = await deps.aws.whoAmI({ kind: 'assumed', ...place, ...roles });
  if (!caller.ok) return err(appErrorOf(caller.error, accountId));
  const wrong = wrongAccount(caller.value, accountId, readRoleArn);
  if (wrong) return err(wrong);
  const kept = { kind: 'assumed', region, hubAccountId, ...roles } as const;
  return ok(reachedBy(deps, caller.value, kept));
}

type WayIn = { hub: AwsConnection; externalId: string };

/** The hub and the external ID, when everything that was typed fits together. */
function wayIn(input: Assumed, accounts: StoredAccount[]): Result<WayIn, AppError> {
  const { accountId, hubAccountId } = input;
  const misplaced = misplacedRole(input);
  if (misplaced) return err(misplaced);
  const hub = hubConnection(accounts, hubAccountId);
  if (!hub) {
    const message = `${hubAccountId} has no connection of its own. Connect it by a profile first.`;
    return err(atField('hubAccountId', message));
  }
  const externalId = accounts.find(({ id }) => id === accountId)?.connection?.externalId;
  if (externalId) return ok({ hub, externalId });
  const message = `${accountId} has no external ID yet. Reload the form: it makes one and shows the trust policy for the role.`;
  return err(atField('accountId', message));
}

async function probeAll(
  deps: ReachDeps,
  { hub, externalId }: WayIn,
  { accountId, readRoleArn, writeRoleArn }: Assumed,
): Promise<Result<null, AppError>> {
  for (const [field, roleArn] of [
    ['readRoleArn', readRoleArn],
    ['writeRoleArn', writeRoleArn],
  ] as const) {
    if (!roleArn) continue;
    const probed = await probeSpoke(deps, hub, { accountId, externalId, roleArn, field });
    if (!probed.ok) return probed;
  }
  return ok(null);
}

/** Both roles are of the account that is being connected. */
function misplacedRole({
  accountId,
  readRoleArn,
  writeRoleArn,
}: Assumed): AppError | null {
  for (const [field, arn] of Object.entries({ readRoleArn, writeRoleArn })) {
    const owner = arn ? parseArn(arn)?.accountId : accountId;
    if (owner !== accountId)
      return atField(field, `This role is in ${owner}, not in ${accountId}.`);
  }
  return null;
}

function hubConnection(accounts: StoredAccount[], id: string): AwsConnection | null {
  const hub = accounts.find((account) => account.id === id);
  return hub && hub.connection?.kind !== 'assumed' ? connectionOf(hub, accounts) : null;
}

function wrongAccount(
  caller: CallerIdentity,
  accountId: string,
  what: string,
): AppError | null {
  if (caller.accountId === accountId) return null;
  const message = `${what} leads to account ${caller.accountId} (${caller.arn}), not to ${accountId}. Correct the account ID or pick another way in.`;
  return atField('accountId', message);
}

function sentenceOf(failure: AwsFailure, accountId: string): string {
  return describeError(appErrorOf(failure, accountId));
}

const atField = (field: string, message: string): AppError => ({
  kind: 'invalid_input',
  message,
  fields: { [field]: message },
});

function reachedBy(
  deps: ReachDeps,
  caller: CallerIdentity,
  kept: Pick<StoredConnection, 'kind' | 'region'> & Partial<StoredConnection>,
): Reached {
  const connection: StoredConnection = {
    profile: null,
    hubAccountId: null,
    readRoleArn: null,
    writeRoleArn: null,
    externalId: null,
    ...kept,
    callerArn: caller.arn,
    checkedAt: deps.clock.now(),
  };
  return { connection, partition: parseArn(caller.arn)?.partition ?? 'aws' };
}
