import { nameOfArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { isUnread } from '@/lib/iam/facts/is-unread';
import { ownerOf } from '@/lib/iam/facts/owner-of';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount } from '@/lib/iam/world';
import type { Aws, AwsFailure, AwsTarget, ConnectionOf } from '@/lib/ports';
import { connectionIn } from '../../world/connection-in';
import type { KnownWorld } from '../../world/load-world';
import { bucketIn } from './place-of';

type PolicyTarget = Extract<AwsTarget, { kind: 'bucket-policy' | 'key-policy' }>;
type Deps = { connectionOf: ConnectionOf; aws: Pick<Aws, 'readTarget'> };

/**
 * The latest readings with the policy of a key or a bucket that they leave out: of an account only
 * the keys are read that encrypt a bucket, and AWS may have refused the policy of a bucket. Of an
 * account without a connection it stays unknown.
 */
export async function withLivePolicy(
  deps: Deps,
  world: KnownWorld,
  resource: string,
): Promise<Result<KnownWorld, AppError>> {
  const accountId = ownerOf(world.facts, resource) ?? '';
  const connection = connectionIn(deps, world.accounts)(accountId);
  if (!isUnread(world.facts, resource) || !connection) return ok(world);
  const name = world.accounts.find(({ id }) => id === accountId)?.name ?? accountId;
  const reading = world.readings.get(accountId);
  if (!reading)
    return err(conflict(`${name} was not read yet. Read it in Settings, Accounts.`));
  const { collected } = reading;
  const target = targetOf(collected, resource, connection.region);
  const read = await deps.aws.readTarget(connection, target);
  if (!read.ok) return err(whyUnread(read.error, { accountId, name, resource }));
  const policy = read.value.exists ? read.value.document : null;
  if (policy === null && target.kind === 'key-policy')
    return err(conflict(`${name} has no key ${nameOfArn(resource)}. Check its ARN.`));
  const known =
    target.kind === 'key-policy'
      ? withKey(collected, resource, policy)
      : withBucketPolicy(collected, target.bucket, policy);
  return ok(withCollected(world, accountId, known));
}

function targetOf(
  { Buckets = [] }: CollectedAccount,
  resource: string,
  regionElse: string,
): PolicyTarget {
  const bucket = bucketIn(resource);
  if (bucket === null) return { kind: 'key-policy', keyArn: resource };
  const region = Buckets.find(({ Name }) => Name === bucket)?.Region ?? regionElse;
  return { kind: 'bucket-policy', bucket, region };
}

const withKey = (
  collected: CollectedAccount,
  keyArn: string,
  policy: string | null,
): CollectedAccount => ({
  ...collected,
  Keys: [
    ...(collected.Keys ?? []),
    { KeyId: nameOfArn(keyArn), Arn: keyArn, Policy: policy },
  ],
  AreKeysPartial: true,
});

const withBucketPolicy = (
  collected: CollectedAccount,
  name: string,
  Policy: string | null,
): CollectedAccount => ({
  ...collected,
  Buckets: (collected.Buckets ?? []).map((bucket) =>
    bucket.Name === name ? { ...bucket, Policy, IsPolicyUnread: false } : bucket,
  ),
});

/** The world with more of an account than its reading had. */
export function withCollected(
  world: KnownWorld,
  accountId: string,
  collected: CollectedAccount,
): KnownWorld {
  const reading = world.readings.get(accountId);
  if (!reading) return world;
  const known = { ...reading, collected, facts: accountFacts(accountId, collected) };
  const readings = new Map(world.readings).set(accountId, known);
  const facts = [...readings.values()].map((one) => one.facts);
  return { ...world, readings, facts: worldFacts(world.org ?? undefined, facts) };
}

type Place = { accountId: string; name: string; resource: string };

/** Why the policy of a bucket or a key could not be read, and who can help. */
export function whyUnread(
  failure: AwsFailure,
  { accountId, name, resource }: Place,
): AppError {
  if (failure.kind !== 'refused') return appErrorOf(failure, accountId);
  const noun = resource.includes(':kms:') ? 'key' : 'bucket';
  return conflict(
    `This console may not read the policy of ${noun} ${nameOfArn(resource)} in ${name}: AWS refused ${failure.operation} (${failure.code}). Let it read the ${noun}, or hand the statement that the doctor shows to whoever keeps the ${noun}.`,
  );
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
