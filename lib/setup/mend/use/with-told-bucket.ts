import { parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ToldTexts } from '@/lib/core/told-bucket';
import type { Use } from '@/lib/iam/doctor/use-gaps';
import { findBucket } from '@/lib/iam/facts/world-facts';
import { collectTold } from '@/lib/iam/told/collect-told';
import { whyNoKey, whyNoRegion } from '@/lib/iam/told/told-rules';
import type { Aws, AwsConnection, Clock, ConnectionOf, StoredAccount } from '@/lib/ports';
import { typedAccount } from '../../fields/stranger-id';
import { resolveToldBucket } from '../../fields/told-bucket';
import { DraftFields } from '../../schema';
import { connectionIn } from '../../world/connection-in';
import type { KnownWorld } from '../../world/load-world';
import { withTold } from '../../world/with-told';
import { bucketIn } from './place-of';
import { whyUnread, withCollected } from './with-live-policy';

type Deps = {
  connectionOf: ConnectionOf;
  aws: Pick<Aws, 'readTarget'>;
  clock: Pick<Clock, 'now'>;
};

export type ToldUse = Use & { told?: ToldTexts | undefined };

/** The world to plan from, and what was told of a bucket whose owner runs that half. */
export type Told = { world: KnownWorld; fields: DraftFields | null };

/**
 * The latest readings with a bucket that they leave out, as a person tells of it. In an account
 * that is ours its policies are read now; in any other they are what the person says.
 */
export async function withToldBucket(
  deps: Deps,
  world: KnownWorld,
  { resource, told }: ToldUse,
): Promise<Result<Told, AppError>> {
  const name = bucketIn(resource);
  if (!told || name === null || findBucket(world.facts, name))
    return ok({ world, fields: null });
  const { id } = typedAccount(told.bucketOwner);
  const account = world.accounts.find((one) => one.id === id);
  const connection = connectionIn(deps, world.accounts)(id);
  if (account && connection)
    return withLiveBucket(deps, world, { name, account, connection, told });
  const { partition = 'aws' } = parseArn(resource) ?? {};
  const bucket = `arn:${partition}:s3:::${name}`;
  const fields = DraftFields.parse({
    recipe: 'bucket-policy',
    bucket,
    isBucketTold: true,
    ...told,
  });
  const why = whyNotWhole(fields, world);
  return why === null
    ? ok({ world: withTold(world, fields, deps.clock.now()), fields })
    : err(invalid(why));
}

/** What is wrong with what was told, or what is missing of it; null where it is whole. */
function whyNotWhole(fields: DraftFields, world: KnownWorld): string | null {
  const known = Object.values(resolveToldBucket(fields, world) ?? {});
  for (const field of known) if (field.state === 'wrong') return field.message;
  return known.every(({ state }) => state === 'right')
    ? null
    : 'Say whose bucket it is, in which Region, and paste the policy of its key if it has one of KMS.';
}

type Live = {
  name: string;
  account: StoredAccount;
  connection: AwsConnection;
  told: ToldTexts;
};

async function withLiveBucket(
  deps: Deps,
  world: KnownWorld,
  { name, account, connection, told }: Live,
): Promise<Result<Told, AppError>> {
  const region = cleanTyped(told.bucketRegion);
  const keyArn = cleanTyped(told.bucketKey) || null;
  const why =
    whyNoRegion(region) ?? (keyArn && whyNoKey(keyArn, { owner: account, region }));
  if (why) return err(invalid(why));
  const reading = world.readings.get(account.id);
  if (!reading)
    return err(
      conflict(`${account.name} was not read yet. Read it in Settings, Accounts.`),
    );
  const readPolicy = readerOf(deps, account, connection);
  const policy = await readPolicy({ kind: 'bucket-policy', bucket: name, region }, name);
  if (!policy.ok) return policy;
  const key = keyArn
    ? await readPolicy({ kind: 'key-policy', keyArn }, keyArn)
    : ok(null);
  if (!key.ok) return key;
  if (keyArn && key.value === null)
    return err(conflict(`${account.name} has no key ${keyArn}. Check its ARN.`));
  const bucket = { name, region, keyArn, policy: policy.value, keyPolicy: key.value };
  const collected = collectTold(reading.collected, bucket);
  return ok({ world: withCollected(world, account.id, collected), fields: null });
}

type Place = Extract<
  Parameters<Aws['readTarget']>[1],
  { kind: 'bucket-policy' | 'key-policy' }
>;

/** Reads a policy of an account of ours; null where there is none. */
function readerOf(
  { aws }: Deps,
  { id: accountId, name }: StoredAccount,
  connection: AwsConnection,
) {
  return async (
    target: Place,
    resource: string,
  ): Promise<Result<string | null, AppError>> => {
    const read = await aws.readTarget(connection, target);
    if (!read.ok) return err(whyUnread(read.error, { accountId, name, resource }));
    return ok(read.value.exists ? read.value.document : null);
  };
}

const invalid = (message: string): AppError => ({ kind: 'invalid_input', message });
const conflict = (message: string): AppError => ({ kind: 'conflict', message });
