import { type BucketPart, type BucketRight, bucketStatements } from './bucket-statements';
import { conditionOf, type Guard, NO_GUARD } from './guards/guard';
import { onBehalf } from './guards/guards';
import { type BucketKey, keyActions, throughS3 } from './key-use';
import { oneOrMany, policyOf, type RenderedPolicy } from './policy-text';

type WorkloadAccess = BucketPart & {
  rights: readonly BucketRight[];
  /** The key of the bucket; null when it is encrypted without a customer key. */
  key: BucketKey | null;
  /** What the caller itself is asked for; a role that was guarded when it was taken needs none. */
  guard?: Guard;
};

/**
 * What a role may do with a bucket. The key's own policy is not enough across accounts, nor where
 * it leaves the say to its account: the role's policy has to name the key too.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function renderWorkloadPolicy({
  rights,
  key,
  guard = NO_GUARD,
  ...part
}: WorkloadAccess): RenderedPolicy {
  const actions = keyActions(rights);
  const statements = bucketStatements(part, rights, { guard, keyArn: null });
  if (!key || actions.length === 0) return policyOf(...statements);
  return policyOf(...statements, {
    Sid: 'UseBucketKey',
    Effect: 'Allow',
    Action: oneOrMany(actions),
    Resource: key.arn,
    ...conditionOf(throughS3(key), key.isOnlyThroughS3 ? onBehalf(guard) : guard),
  });
}
