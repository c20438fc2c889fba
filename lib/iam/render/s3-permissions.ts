import { policyOf, type RenderedPolicy, type RenderedStatement } from './policy-text';

export type BucketAccess = 'read' | 'write' | 'both';

type BucketShare = {
  partition: string;
  bucket: string;
  /** Part of the bucket as a pattern, `logs/*`; null means all of it. */
  keys: string | null;
  access: BucketAccess;
};

/**
 * Permissions of a role that shares a bucket, and nothing beside it. Reading includes listing
 * (without it `aws s3 ls` fails, and a missing object looks like a refusal); writing is
 * `s3:PutObject` alone. Deleting is in neither.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 */
export function renderBucketPermissions(share: BucketShare): RenderedPolicy {
  const isReader = share.access !== 'write';
  const isWriter = share.access !== 'read';
  return policyOf(
    ...(isReader ? readStatements(share) : []),
    ...(isWriter ? [writeStatement(share)] : []),
  );
}

const bucketArn = ({ partition, bucket }: BucketShare): string =>
  `arn:${partition}:s3:::${bucket}`;

const objectsArn = (share: BucketShare): string =>
  `${bucketArn(share)}/${share.keys ?? '*'}`;

function readStatements(share: BucketShare): RenderedStatement[] {
  return [
    {
      Sid: 'LocateBucket',
      Effect: 'Allow',
      Action: 's3:GetBucketLocation',
      Resource: bucketArn(share),
    },
    {
      Sid: 'ListObjects',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: bucketArn(share),
      ...(share.keys === null
        ? {}
        : { Condition: { StringLike: { 's3:prefix': share.keys } } }),
    },
    {
      Sid: 'ReadObjects',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: objectsArn(share),
    },
  ];
}

const writeStatement = (share: BucketShare): RenderedStatement => ({
  Sid: 'WriteObjects',
  Effect: 'Allow',
  Action: 's3:PutObject',
  Resource: objectsArn(share),
});
