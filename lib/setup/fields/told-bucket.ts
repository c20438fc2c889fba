import { cleanTyped } from '@/lib/core/clean-typed';
import { partitionOfRegion } from '@/lib/core/partition';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import {
  type KeyPlace,
  readToldPolicy,
  whyNoKey,
  whyNoRegion,
} from '@/lib/iam/told/told-rules';
import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { addressOf } from './bucket-address';
import { empty, type Field, right, rightOf, wrong } from './field';
import { mayTellBucket } from './may-tell-bucket';
import { onlyPartition, typedAccount } from './stranger-id';
import { strangerAccount } from './who-elsewhere';

/** What a bucket's owner says of it, where no reading tells it. */
export type ToldBucket = {
  bucketOwner: Field<StoredAccount>;
  bucketRegion: Field<string>;
  /** Null where S3 encrypts by itself. */
  bucketKey: Field<string | null>;
  bucketDocument: Field<string | null>;
  keyDocument: Field<string | null>;
};

/** The same by its fields; null where the bucket is to be found in the readings. */
export function resolveToldBucket(
  fields: DraftFields,
  world: KnownWorld,
): ToldBucket | null {
  if (!fields.isBucketTold || !mayTellBucket(fields)) return null;
  const bucketOwner = resolveOwner(fields, world);
  const bucketRegion = resolveRegion(fields.bucketRegion);
  const place = { owner: rightOf(bucketOwner), region: rightOf(bucketRegion) };
  const bucketKey = resolveKey(fields.bucketKey, place);
  return {
    bucketOwner,
    bucketRegion,
    bucketKey,
    bucketDocument: resolveDocument(fields.bucketDocument, 'bucket', NO_POLICY),
    keyDocument:
      rightOf(bucketKey) === null
        ? right(null)
        : resolveDocument(fields.keyDocument, 'key', null),
  };
}

function resolveOwner(fields: DraftFields, world: KnownWorld): Field<StoredAccount> {
  const { id, partition } = typedAccount(fields.bucketOwner);
  if (id === '') return empty;
  if (!ACCOUNT_ID_PATTERN.test(id)) return wrong('An AWS account ID has 12 digits.');
  const known = world.accounts.find((account) => account.id === id);
  const reading = world.readings.get(id);
  // What was told of it stands among the readings too.
  if (known && (known.connection || (reading && !reading.toldOf)))
    return wrong(
      `${known.name} is read here, so its buckets are found by themselves. Untick this; if the bucket is new, read the account again.`,
    );
  const meant = partition ?? partitionIn(fields) ?? onlyPartition(world) ?? 'aws';
  return right(
    known ?? strangerAccount(world, { accountId: id, partition: meant }),
    'Its owner writes the bucket’s half, by a script or a link from the plan. Nobody has read that account: it is planned from what is said here, and the verdict goes by it too. The script stops before it writes if something else stands.',
  );
}

/** What the address of the bucket tells of its partition, or its Region, which is asked for. */
function partitionIn({ bucket, bucketRegion }: DraftFields): string | null {
  const address = addressOf(cleanTyped(bucket));
  if (address.ok && address.partition) return address.partition;
  const region = rightOf(resolveRegion(bucketRegion));
  return region && partitionOfRegion(region);
}

function resolveRegion(typed: string): Field<string> {
  const region = cleanTyped(typed);
  if (region === '') return empty;
  const why = whyNoRegion(region);
  return why === null ? right(region) : wrong(why);
}

function resolveKey(typed: string, place: KeyPlace): Field<string | null> {
  const text = cleanTyped(typed);
  if (text === '') return right(null, NO_KEY);
  const why = whyNoKey(text, place);
  return why === null ? right(text) : wrong(why);
}

const NO_KEY =
  'Taken for encrypted by S3 itself: the plan names no key. If it has one of KMS, every call is refused until the key is given here.';
const NO_POLICY =
  'Taken for a bucket without a policy: the script stops before it writes if there is one. Paste it to have it kept and added to.';

/** A policy as it stands; where there is none, `without` says what is assumed. */
function resolveDocument(
  typed: string,
  kind: 'bucket' | 'key',
  without: string | null,
): Field<string | null> {
  if (typed.trim() === '') return without === null ? empty : right(null, without);
  const read = readToldPolicy(typed, kind);
  return 'text' in read ? right(read.text) : wrong(read.problem);
}
