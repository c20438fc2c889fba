import { type BucketPart, type BucketRight, bucketStatements } from './bucket-statements';
import { conditionOf, NO_GUARD } from './guards/guard';
import { type BucketKey, keyActions, throughS3 } from './key-use';
import { oneOrMany, policyOf, type RenderedPolicy } from './policy-text';

type WorkloadAccess = BucketPart & {
  rights: readonly BucketRight[];
  /** The key of the bucket; null when it is encrypted without a customer key. */
  key: BucketKey | null;
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
  ...part
}: WorkloadAccess): RenderedPolicy {
  const actions = keyActions(rights);
  const statements = bucketStatements(part, rights);
  if (!key || actions.length === 0) return policyOf(...statements);
  return policyOf(...statements, {
    Sid: 'UseBucketKey',
    Effect: 'Allow',
    Action: oneOrMany(actions),
    Resource: key.arn,
    ...conditionOf(throughS3(key), NO_GUARD),
  });
}
