import type { BucketRight } from './bucket-statements';

export type BucketAccess = 'read' | 'write' | 'both' | 'all';

/**
 * The rights that each choice stands for. Reading includes listing; writing is `s3:PutObject`
 * alone. Deleting is in neither, nor in both of them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 */
export const RIGHTS: Record<BucketAccess, BucketRight[]> = {
  read: ['list', 'read'],
  write: ['write'],
  both: ['list', 'read', 'write'],
  all: ['list', 'read', 'write', 'delete'],
};
