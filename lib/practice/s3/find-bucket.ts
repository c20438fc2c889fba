import type { ContextValue } from '@/lib/iam/question';
import { authorize } from '../authorize/authorize';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { AccountState, StoredBucket, World } from '../world/types';

type Found = { account: AccountState; bucket: StoredBucket };
type BucketInput = { Bucket: string; ExpectedBucketOwner?: string };

/** Bucket names are unique over all accounts. */
export const ownerOfBucket = (world: World, name: string): AccountState | null =>
  [...world.accounts.values()].find(({ buckets }) => buckets.has(name)) ?? null;

function bucketNamed(world: World, name: string): Found {
  const account = ownerOfBucket(world, name);
  const bucket = account?.buckets.get(name);
  if (!account || !bucket)
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  return { account, bucket };
}

export const bucketArn = (call: Call, bucket: string, key?: string): string =>
  `arn:${call.account.partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;

/** Finds the bucket, then asks for permission on it, or on one of its objects. */
export function allowBucket(
  call: Call,
  action: string,
  input: BucketInput,
  more: { key?: string; context?: Record<string, ContextValue> } = {},
): Found {
  const found = bucketNamed(call.world, input.Bucket);
  const { account } = found;
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== account.id)
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  authorize(call, {
    action,
    resource: bucketArn(call, input.Bucket, more.key),
    accountId: account.id,
    context: { 's3:ResourceAccount': account.id, ...more.context },
  });
  return found;
}
