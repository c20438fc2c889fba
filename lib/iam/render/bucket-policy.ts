import { type BucketPart, type BucketRight, bucketStatements } from './bucket-statements';
import type { Guard } from './guards/guard';
import { distinct, type RenderedStatement } from './policy-text';

type BucketShare = BucketPart & {
  /** Users and roles that are let in. */
  principals: string[];
  rights: readonly BucketRight[];
  /** Beginning of the Sids, so that several shares of one bucket stay apart. */
  sid: string;
  /** ARN of the bucket's customer key; writes that name another encryption are refused. */
  keyArn: string | null;
  guard: Guard;
};

/**
 * Statements for a bucket's policy, to be merged one by one into what stands there.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
 */
export const renderBucketStatements = ({
  principals,
  rights,
  sid,
  ...share
}: BucketShare): RenderedStatement[] =>
  bucketStatements(share, rights, share).map(({ Sid, Effect, ...rest }) => ({
    Sid: `${sid}${Sid}`,
    Effect,
    Principal: { AWS: distinct(principals) },
    ...rest,
  }));
