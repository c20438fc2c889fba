import { parseArn } from '@/lib/core/arn';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount } from '@/lib/iam/world';
import { addressOf } from '../fields/bucket-address';
import { cleanTyped } from '../fields/clean-typed';
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
  const collected: CollectedAccount = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
    Buckets: [
      {
        Name: address.name,
        Region: region,
        Policy: rightOf(told.bucketDocument),
        Encryption: { Algorithm: keyArn ? 'aws:kms' : 'AES256', KeyArn: keyArn },
      },
    ],
    Keys: keyArn ? [keyOf(keyArn, rightOf(told.keyDocument) ?? '')] : [],
  };
  const facts = accountFacts(owner.id, collected);
  const readings = new Map([
    ...world.readings,
    [owner.id, { takenAt: now, collected, facts, toldOf: owner }],
  ]);
  const all = [...readings.values()].map((reading) => reading.facts);
  return { ...world, readings, facts: worldFacts(world.org ?? undefined, all) };
}

const keyOf = (Arn: string, Policy: string) => ({
  KeyId: parseArn(Arn)?.resource.replace(/^key\//, '') ?? Arn,
  Arn,
  Policy,
  KeyManager: 'CUSTOMER' as const,
});
