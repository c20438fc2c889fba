import { parseArn } from '@/lib/core/arn';
import type { BucketRight } from './bucket-statements';
import type { OwnDemand } from './guards/guard';

/** A customer managed key that encrypts a bucket. */
export type BucketKey = {
  arn: string;
  /** The key may be used by way of S3 only, not by direct calls to KMS. */
  isOnlyThroughS3: boolean;
};

/**
 * KMS actions that rights in a bucket need. Writing needs `kms:Decrypt` as well: S3 reads back
 * the parts of an upload before it puts them together. Listing and deleting need none.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function keyActions(rights: readonly BucketRight[]): string[] {
  if (rights.includes('write')) return ['kms:Decrypt', 'kms:GenerateDataKey'];
  return rights.includes('read') ? ['kms:Decrypt'] : [];
}

/**
 * Binds a key's use to S3 in the key's own region. Domains differ between partitions, so
 * outside the two that share one the last part stays open; AWS sets the value, not the caller.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function throughS3({ arn, isOnlyThroughS3 }: BucketKey): OwnDemand[] {
  if (!isOnlyThroughS3) return [];
  const { partition, region } = parseArn(arn) ?? { partition: '', region: '' };
  const isCommon = partition === 'aws' || partition === 'aws-us-gov';
  return [
    isCommon
      ? {
          operator: 'StringEquals',
          key: 'kms:ViaService',
          values: [`s3.${region}.amazonaws.com`],
        }
      : {
          operator: 'StringLike',
          key: 'kms:ViaService',
          values: [`s3.${region}.amazonaws.*`],
        },
  ];
}
