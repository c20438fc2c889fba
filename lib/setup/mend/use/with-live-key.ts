import { nameOfArn, parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import type { Aws, ConnectionOf } from '@/lib/ports';
import { connectionIn } from '../../world/connection-in';
import type { KnownWorld } from '../../world/load-world';

type Deps = { connectionOf: ConnectionOf; aws: Pick<Aws, 'readTarget'> };

/**
 * The latest readings with a key that they leave out: of an account only the keys are read that
 * encrypt a bucket. What AWS does not tell of it stays unknown.
 */
export async function withLiveKey(
  deps: Deps,
  world: KnownWorld,
  resource: string,
): Promise<Result<KnownWorld, AppError>> {
  const { service, accountId = '' } = parseArn(resource) ?? {};
  const reading = world.readings.get(accountId);
  const connection = connectionIn(deps, world.accounts)(accountId);
  const isLeftOut = service === 'kms' && !reading?.facts.keysByArn.has(resource);
  if (!isLeftOut || !reading || !connection) return ok(world);
  const read = await deps.aws.readTarget(connection, {
    kind: 'key-policy',
    keyArn: resource,
  });
  if (!read.ok) return err(appErrorOf(read.error, accountId));
  if (!read.value.exists) return ok(world);
  const key = { KeyId: nameOfArn(resource), Arn: resource, Policy: read.value.document };
  const collected = {
    ...reading.collected,
    Keys: [...(reading.collected.Keys ?? []), key],
    AreKeysPartial: true,
  };
  const known = { ...reading, collected, facts: accountFacts(accountId, collected) };
  const readings = new Map(world.readings).set(accountId, known);
  const facts = [...readings.values()].map((one) => one.facts);
  return ok({ ...world, readings, facts: worldFacts(world.org ?? undefined, facts) });
}
