import { cleanTyped } from '@/lib/core/clean-typed';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import { collectTold } from '@/lib/iam/told/collect-told';
import { addressOf } from '../fields/bucket-address';
import { rightOf } from '../fields/field';
import { resolveToldBucket } from '../fields/told-bucket';
import type { DraftFields } from '../schema';
import type { KnownWorld } from './load-world';

/** The world with what its owner says of a bucket, to plan from and to judge by. */
export function withTold(world: KnownWorld, fields: DraftFields, now: Date): KnownWorld {
  const told = resolveToldBucket(fields, world);
  const address = addressOf(cleanTyped(fields.bucket));
  const owner = told && rightOf(told.bucketOwner);
  const region = told && rightOf(told.bucketRegion);
  const isWhole = told && Object.values(told).every(({ state }) => state === 'right');
  if (!address.ok || !owner || !region || !isWhole) return world;
  const keyArn = rightOf(told.bucketKey);
  const collected = collectTold(null, {
    name: address.name,
    region,
    keyArn,
    policy: rightOf(told.bucketDocument),
    keyPolicy: rightOf(told.keyDocument) ?? '',
  });
  const facts = accountFacts(owner.id, collected);
  const readings = new Map([
    ...world.readings,
    [owner.id, { takenAt: now, collected, facts, toldOf: owner }],
  ]);
  const all = [...readings.values()].map((reading) => reading.facts);
  return { ...world, readings, facts: worldFacts(world.org ?? undefined, all) };
}
