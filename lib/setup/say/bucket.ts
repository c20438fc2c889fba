import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { CollectedBucket } from '@/lib/iam/world';

/** What is worth knowing of a bucket before somebody else is let in, a sentence each. */
export function sayBucket(bucket: CollectedBucket): string[] {
  const { Encryption, ObjectOwnership, IsPublicAccessBlocked } = bucket;
  return [
    Encryption && sayEncryption(Encryption),
    ObjectOwnership && sayOwnership(ObjectOwnership),
    IsPublicAccessBlocked === undefined
      ? undefined
      : IsPublicAccessBlocked
        ? 'The public is blocked.'
        : 'Nothing on the bucket itself blocks the public.',
  ].filter((text) => text !== undefined);
}

function sayEncryption({
  Algorithm,
  KeyArn,
}: NonNullable<CollectedBucket['Encryption']>): string {
  if (!Algorithm.startsWith('aws:kms')) return 'Encrypted by S3 itself.';
  if (KeyArn === null) return 'Encrypted with the AWS-managed key aws/s3.';
  const owner = parseArn(KeyArn)?.accountId;
  return `Encrypted with key ${nameOfArn(KeyArn)}${owner ? ` of account ${owner}` : ''}.`;
}

const OWNERS: Record<string, string> = {
  BucketOwnerEnforced: 'Objects belong to the bucket’s owner.',
  BucketOwnerPreferred: 'Objects belong to the bucket’s owner if the writer says so.',
  ObjectWriter: 'Objects belong to whoever writes them.',
};

const sayOwnership = (ownership: string): string | undefined => OWNERS[ownership];
