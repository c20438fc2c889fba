import { DescribeKeyCommand, GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { parseArn } from '@/lib/core/arn';
import { err, ok, type Result } from '@/lib/core/result';
import type { CollectedAccount, CollectedBucket } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { attempt } from './map-error';
import type { BucketReader } from './read-buckets';

type Key = NonNullable<CollectedAccount['Keys']>[number];

type KeyReading = {
  keys: Key[];
  /** The buckets, with the ARN of their key in place of a name of it. */
  buckets: CollectedBucket[];
  failures: AwsFailure[];
};

/**
 * The keys that encrypt buckets of the account, with their policies: two calls for each key,
 * however many keys there are beside. A key of another account is not ours to read.
 */
export async function readBucketKeys(
  reader: BucketReader,
  buckets: CollectedBucket[],
): Promise<KeyReading> {
  const reading: KeyReading = { keys: [], buckets: [], failures: [] };
  const known = new Map<string, Key | null>();
  for (const bucket of buckets) {
    const place = placeOf(bucket, reader.accountId);
    if (!place) {
      reading.buckets.push(bucket);
      continue;
    }
    const name = `${place.region} ${place.keyId}`;
    if (!known.has(name)) known.set(name, await readKey(reader, place, reading.failures));
    reading.buckets.push(withKey(bucket, known.get(name) ?? null));
  }
  const keys = [...known.values()].filter((key) => key !== null);
  reading.keys = [...new Map(keys.map((key) => [key.Arn, key])).values()];
  return reading;
}

type Place = { keyId: string; region: string | undefined };

function placeOf(
  { Encryption, Region }: CollectedBucket,
  accountId: string,
): Place | null {
  const keyId = Encryption?.KeyArn;
  if (!keyId) return null;
  const arn = parseArn(keyId);
  if (arn && arn.accountId !== accountId) return null;
  return { keyId, region: arn?.region ?? Region };
}

const withKey = (bucket: CollectedBucket, key: Key | null): CollectedBucket =>
  key && bucket.Encryption
    ? { ...bucket, Encryption: { ...bucket.Encryption, KeyArn: key.Arn } }
    : bucket;

async function readKey(
  reader: BucketReader,
  { keyId, region }: Place,
  failures: AwsFailure[],
): Promise<Key | null> {
  const key = await keyOf(reader, keyId, region);
  if (key.ok) return key.value;
  failures.push(key.error);
  return null;
}

async function keyOf(
  { clients, pace }: BucketReader,
  KeyId: string,
  region: string | undefined,
): Promise<Result<Key, AwsFailure>> {
  const kms = clients.kms(region);
  const described = await attempt('kms:DescribeKey', async () => {
    await pace();
    return (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
  });
  if (!described.ok) return described;
  const { Arn = KeyId, KeyId: id = KeyId, KeyManager } = described.value ?? {};
  const policy = await attempt('kms:GetKeyPolicy', async () => {
    await pace();
    const command = new GetKeyPolicyCommand({ KeyId: Arn, PolicyName: 'default' });
    return (await kms.send(command)).Policy;
  });
  if (!policy.ok) return err(policy.error);
  const key = { KeyId: id, Arn, Policy: policy.value ?? '' };
  return ok(KeyManager ? { ...key, KeyManager } : key);
}
