import { type BucketPart, type BucketRight, bucketStatements } from './bucket-statements';
import { policyOf, type RenderedPolicy } from './policy-text';

export type BucketAccess = 'read' | 'write' | 'both';

/** The rights that each choice stands for. */
export const RIGHTS: Record<BucketAccess, BucketRight[]> = {
  read: ['list', 'read'],
  write: ['write'],
  both: ['list', 'read', 'write'],
};

/**
 * Permissions of a role that shares a bucket, and nothing beside it. Reading includes listing;
 * writing is `s3:PutObject` alone. Deleting is in neither.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 */
export const renderBucketPermissions = ({
  access,
  ...part
}: BucketPart & { access: BucketAccess }): RenderedPolicy =>
  policyOf(...bucketStatements(part, RIGHTS[access]));
