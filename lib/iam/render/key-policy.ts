import type { BucketRight } from './bucket-statements';
import { conditionOf, type Guard } from './guards/guard';
import { onBehalf } from './guards/guards';
import { type BucketKey, keyActions, throughS3 } from './key-use';
import { distinct, type RenderedStatement } from './policy-text';

type KeyShare = {
  key: BucketKey;
  /** Users and roles that are let in. */
  principals: string[];
  rights: readonly BucketRight[];
  sid: string;
  guard: Guard;
};

/**
 * The statement for a key's policy, to be merged into what stands there: a key policy that was
 * replaced whole has lost its administrators, and the key is locked for ever. Null when the
 * rights need no key. `Resource: "*"` means the key that has the policy.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function renderKeyStatement({
  key,
  principals,
  rights,
  sid,
  guard,
}: KeyShare): RenderedStatement | null {
  const needed = keyActions(rights);
  if (needed.length === 0) return null;
  const own = rights.includes('write') ? [...needed, 'kms:Encrypt'] : needed;
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: distinct(principals) },
    Action: distinct(own),
    Resource: '*',
    ...conditionOf(throughS3(key), key.isOnlyThroughS3 ? onBehalf(guard) : guard),
  };
}
