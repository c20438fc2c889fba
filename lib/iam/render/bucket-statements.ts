import { conditionOf, type Guard, NO_GUARD, type OwnDemand } from './guards/guard';
import type { RenderedStatement } from './policy-text';

/** What somebody may do in a bucket. */
export type BucketRight = 'list' | 'read' | 'write' | 'delete';

export type BucketPart = {
  partition: string;
  bucket: string;
  /** Part of the bucket as a pattern, `logs/*`; null means all of it. */
  keys: string | null;
};

type Limits = {
  guard: Guard;
  /** A customer key; writes that name another encryption are then refused. */
  keyArn: string | null;
};

const NO_LIMITS: Limits = { guard: NO_GUARD, keyArn: null };

/** The order in which the statements stand. */
const ORDER: BucketRight[] = ['list', 'read', 'write', 'delete'];

/**
 * One statement for each kind of resource and action. Listing is a right on the bucket, not on
 * its objects: without it `aws s3 ls` fails, and a missing object looks like a refusal.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 */
export function bucketStatements(
  part: BucketPart,
  rights: readonly BucketRight[],
  { guard, keyArn }: Limits = NO_LIMITS,
): RenderedStatement[] {
  const bucket = `arn:${part.partition}:s3:::${part.bucket}`;
  const objects = `${bucket}/${part.keys ?? '*'}`;
  const allow = (
    Sid: string,
    Action: string,
    Resource: string,
    own: OwnDemand[] = [],
  ): RenderedStatement => ({
    Sid,
    Effect: 'Allow',
    Action,
    Resource,
    ...conditionOf(own, guard),
  });
  const byRight: Record<BucketRight, RenderedStatement[]> = {
    list: [
      allow('LocateBucket', 's3:GetBucketLocation', bucket),
      allow('ListObjects', 's3:ListBucket', bucket, prefixOf(part)),
    ],
    read: [allow('ReadObjects', 's3:GetObject', objects)],
    write: [allow('WriteObjects', 's3:PutObject', objects, encryptedWith(keyArn))],
    delete: [allow('DeleteObjects', 's3:DeleteObject', objects)],
  };
  return ORDER.filter((right) => rights.includes(right)).flatMap(
    (right) => byRight[right],
  );
}

const prefixOf = ({ keys }: BucketPart): OwnDemand[] =>
  keys === null ? [] : [{ operator: 'StringLike', key: 's3:prefix', values: [keys] }];

/** A request that names no encryption gets the bucket's own, so it may pass. */
const encryptedWith = (keyArn: string | null): OwnDemand[] =>
  keyArn === null
    ? []
    : [
        {
          operator: 'StringEqualsIfExists',
          key: 's3:x-amz-server-side-encryption',
          values: ['aws:kms'],
        },
        {
          operator: 'StringEqualsIfExists',
          key: 's3:x-amz-server-side-encryption-aws-kms-key-id',
          values: [keyArn],
        },
      ];
