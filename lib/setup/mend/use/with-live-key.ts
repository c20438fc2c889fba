import { nameOfArn, parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { isUnread } from '@/lib/iam/facts/is-unread';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount } from '@/lib/iam/world';
import type { Aws, AwsFailure, ConnectionOf } from '@/lib/ports';
import { connectionIn } from '../../world/connection-in';
import type { KnownWorld } from '../../world/load-world';

type Deps = { connectionOf: ConnectionOf; aws: Pick<Aws, 'readTarget'> };

/**
 * The latest readings with a key that they leave out: of an account only the keys are read that
 * encrypt a bucket. Of an account without a connection it stays unknown.
 */
export async function withLiveKey(
  deps: Deps,
  world: KnownWorld,
  resource: string,
): Promise<Result<KnownWorld, AppError>> {
  const { accountId = '' } = parseArn(resource) ?? {};
  const connection = connectionIn(deps, world.accounts)(accountId);
  if (!isUnread(world.facts, resource) || !connection) return ok(world);
  const name = world.accounts.find(({ id }) => id === accountId)?.name ?? accountId;
  const reading = world.readings.get(accountId);
  if (!reading)
    return err(conflict(`${name} was not read yet. Read it in Settings, Accounts.`));
  const target = { kind: 'key-policy', keyArn: resource } as const;
  const read = await deps.aws.readTarget(connection, target);
  if (!read.ok) return err(whyUnread(read.error, { accountId, name, resource }));
  if (!read.value.exists)
    return err(conflict(`${name} has no key ${nameOfArn(resource)}. Check its ARN.`));
  const key = { KeyId: nameOfArn(resource), Arn: resource, Policy: read.value.document };
  return ok(
    withCollected(world, accountId, {
      ...reading.collected,
      Keys: [...(reading.collected.Keys ?? []), key],
      AreKeysPartial: true,
    }),
  );
}

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
