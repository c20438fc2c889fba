import { isAsItself } from '@/lib/core/is-as-itself';
import type { StoredPlan } from '@/lib/ports';
import { isByOwner } from './by-owner';

/**
 * Whether our half can be written only once the owner of the other account has made the role that
 * it names: AWS takes no policy of a bucket or a key that names a principal which is not there.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
 */
export const isRoleFirst = (plan: Pick<StoredPlan, 'body' | 'steps'>): boolean =>
  isAsItself(plan.body) &&
  plan.steps.some((step) => step.write.kind === 'create-role' && isByOwner(plan)(step));
