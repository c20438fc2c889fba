import {
  type Bucket,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { err, ok, type Result } from '@/lib/core/result';
import type { CollectedBucket } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import type { Clients } from './clients';
import { attempt } from './map-error';
import type { Pacer } from './pace';
import { readBucketSettings } from './read-bucket-settings';

const PAGE_SIZE = 1000;
const AT_ONCE = 8;

export type BucketReading = {
  buckets: CollectedBucket[];
  /** Action → buckets for which AWS refused it. */
  refused: Map<string, string[]>;
};

export type BucketReader = { clients: Clients; pace: Pacer; accountId: string };

/** Every bucket of the account with its region and its policy. */
export async function readBuckets(
  reader: BucketReader,
): Promise<Result<BucketReading, AwsFailure>> {
  const listed = await listBuckets(reader);
  if (!listed.ok) return listed;
  const reading: BucketReading = { buckets: [], refused: new Map() };
  const waiting = [...listed.value];
  const failures: AwsFailure[] = [];
  const work = async () => {
    for (let bucket = waiting.shift(); bucket; bucket = waiting.shift()) {
      const failure = await readBucket(reader, bucket, reading);
      if (failure) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const [failure] = failures;
  if (failure) return { ok: false, error: failure };
  reading.buckets.sort((a, b) => (a.Name < b.Name ? -1 : 1));
  return ok(reading);
}

function listBuckets({
  clients,
  pace,
}: BucketReader): Promise<Result<Bucket[], AwsFailure>> {
  return attempt('s3:ListAllMyBuckets', async () => {
    const s3 = clients.s3();
    const buckets: Bucket[] = [];
    let token: string | undefined;
    do {
      await pace();
      const page = await s3.send(
        new ListBucketsCommand({ MaxBuckets: PAGE_SIZE, ContinuationToken: token }),
      );
      buckets.push(...(page.Buckets ?? []));
      token = page.ContinuationToken;
    } while (token);
    return buckets;
  });
}

/** Adds one bucket to the reading; a failure that is no refusal ends the whole read. */
async function readBucket(
  reader: BucketReader,
  bucket: Bucket,
  reading: BucketReading,
): Promise<AwsFailure | null> {
  const name = bucket.Name ?? '';
  const region = bucket.BucketRegion
    ? ok(bucket.BucketRegion)
    : await readRegion(reader, name);
  const at = region.ok ? region.value : undefined;
  const policy = await readPolicy(reader, name, at);
  const settings = await readBucketSettings(reader, name, at);
  reading.buckets.push({
    Name: name,
    ...(policy.ok ? { Policy: policy.value } : { Policy: null, IsPolicyUnread: true }),
    ...(region.ok ? { Region: region.value } : {}),
    ...settings.known,
  });
  return (
    noteFailure(reading, name, region) ??
    noteFailure(reading, name, policy) ??
    settings.failures.reduce<AwsFailure | null>(
      (first, failure) => first ?? noteFailure(reading, name, err(failure)),
      null,
    )
  );
}

function noteFailure(
  { refused }: BucketReading,
  name: string,
  part: Result<unknown, AwsFailure>,
): AwsFailure | null {
  if (part.ok) return null;
  if (part.error.kind !== 'refused') return part.error;
  const { operation } = part.error;
  refused.set(operation, [...(refused.get(operation) ?? []), name]);
  return null;
}

// The oldest two regions keep their names of before there were others.
const OLD_NAMES: Record<string, string> = { '': 'us-east-1', EU: 'eu-west-1' };

function readRegion(
  { clients, pace, accountId }: BucketReader,
  name: string,
): Promise<Result<string, AwsFailure>> {
  return attempt('s3:GetBucketLocation', async () => {
    await pace();
    const { LocationConstraint } = await clients
      .s3()
      .send(
        new GetBucketLocationCommand({ Bucket: name, ExpectedBucketOwner: accountId }),
      );
    const location: string = LocationConstraint ?? '';
    return OLD_NAMES[location] ?? location;
  });
}

async function readPolicy(
  { clients, pace, accountId }: BucketReader,
  name: string,
  region: string | undefined,
): Promise<Result<string | null, AwsFailure>> {
  const read = await attempt('s3:GetBucketPolicy', async () => {
    await pace();
    const answer = await clients
      .s3(region)
      .send(new GetBucketPolicyCommand({ Bucket: name, ExpectedBucketOwner: accountId }));
    return answer.Policy ?? null;
  });
  const hasNone =
    !read.ok && read.error.kind === 'refused' && read.error.code === 'NoSuchBucketPolicy';
  return hasNone ? ok(null) : read;
}
