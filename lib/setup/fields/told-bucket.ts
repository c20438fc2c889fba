import { parseArn } from '@/lib/core/arn';
import { partitionOfRegion } from '@/lib/core/partition';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import { cleanPastedJson } from '@/lib/iam/parse/clean-pasted';
import { validatePolicyDocument } from '@/lib/iam/validate/validate-policy-document';
import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { addressOf } from './bucket-address';
import { cleanTyped } from './clean-typed';
import { sayProblem } from './custom-policy';
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

const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/;

function resolveRegion(typed: string): Field<string> {
  const region = cleanTyped(typed);
  if (region === '') return empty;
  return REGION.test(region)
    ? right(region)
    : wrong('Give the Region by its code, as eu-west-1.');
}

type Place = { owner: StoredAccount | null; region: string | null };

/** The key, by its own ARN: a policy names none by an alias. */
function resolveKey(typed: string, { owner, region }: Place): Field<string | null> {
  const text = cleanTyped(typed);
  if (text === '') return right(null, NO_KEY);
  const parts = parseArn(text);
  if (/alias\/aws\//.test(text))
    return wrong(
      'aws/s3 is a key that AWS manages: its policy cannot be changed, so no other account can be let in. Its owner has to set a customer key first.',
    );
  if (parts?.service !== 'kms' || !/^key\/[\w-]+$/.test(parts.resource))
    return wrong('Give the ARN of the key itself: arn:aws:kms:eu-west-1:…:key/….');
  if (owner && parts.partition !== owner.partition)
    return wrong(
      `This key is of partition ${parts.partition}; ${owner.name} is taken for one of ${owner.partition}.`,
    );
  if (owner && parts.accountId !== owner.id)
    return wrong(
      `This key is of account ${parts.accountId}, not of ${owner.id}. This recipe writes keys of the bucket’s own account.`,
    );
  if (region && parts.region !== region)
    return wrong(`This key is in ${parts.region}, and S3 takes one of ${region} only.`);
  return right(text);
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
  const { text } = cleanPastedJson(typed);
  const [problem] = validatePolicyDocument(text, kind);
  return problem ? wrong(sayProblem(problem)) : right(text);
}
