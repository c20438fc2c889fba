import type { ContextValue } from '@/lib/iam/question';
import { authorize } from '../authorize/authorize';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredBucket } from '../world/s3-types';
import type { AccountState, World } from '../world/types';
import { isPublicPolicy } from './is-public-policy';

export type Found = { account: AccountState; bucket: StoredBucket };
export type BucketInput = { Bucket: string; ExpectedBucketOwner?: string };
export type ObjectInput = BucketInput & { Key: string };
type Asked = { key?: string; context?: Record<string, ContextValue> };

/** Bucket names are unique over all accounts. */
export const ownerOfBucket = (world: World, name: string): AccountState | null =>
  [...world.accounts.values()].find(({ buckets }) => buckets.has(name)) ?? null;

const noSuchBucket = (name: string): AwsError =>
  new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, {
    members: { BucketName: name },
  });

function bucketNamed(world: World, name: string): Found {
  const account = ownerOfBucket(world, name);
  const bucket = account?.buckets.get(name);
  if (!account || !bucket) throw noSuchBucket(name);
  return { account, bucket };
}

/** After a pause: the bucket may have been deleted, or its world be another, meanwhile. */
export function checkStillThere({ live }: Call, { account, bucket }: Found): void {
  if (live.isGone || account.buckets.get(bucket.name) !== bucket)
    throw noSuchBucket(bucket.name);
}

export const accessDenied = (): AwsError =>
  new AwsError('AccessDenied', 'Access Denied', 403);

export const bucketArn = (call: Call, bucket: string, key?: string): string =>
  `arn:${call.account.partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;

/**
 * What RestrictPublicBuckets adds to the policies: while a bucket's policy is public, only its
 * own account comes in, whatever else that policy says.
 */
function checkRestriction(call: Call, { account, bucket }: Found): void {
  if (account.id === call.account.id) return;
  if (!bucket.publicAccessBlock?.restrictPublicBuckets) return;
  if (isPublicPolicy(bucket.policy)) throw accessDenied();
}

/** Asks for a permission on a bucket that was found, or on one of its objects. */
export function allowIn(
  call: Call,
  action: string,
  found: Found,
  { key, context }: Asked = {},
): void {
  authorize(call, {
    action,
    resource: bucketArn(call, found.bucket.name, key),
    accountId: found.account.id,
    context: { 's3:ResourceAccount': found.account.id, ...context },
  });
  checkRestriction(call, found);
}

/** The bucket of a request, when it belongs to whom the caller expects. */
export function findBucket(call: Call, input: BucketInput): Found {
  const found = bucketNamed(call.world, input.Bucket);
  const { ExpectedBucketOwner } = input;
  if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== found.account.id)
    throw accessDenied();
  return found;
}

/** Finds the bucket, then asks for permission on it, or on one of its objects. */
export function allowBucket(
  call: Call,
  action: string,
  input: BucketInput,
  more: Asked = {},
): Found {
  const found = findBucket(call, input);
  allowIn(call, action, found, more);
  return found;
}
