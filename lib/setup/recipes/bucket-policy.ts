import { resolvePrincipal, sayCrowd } from '../fields/bucket-principal';
import { proveWorkload } from '../proof/prove-workload';
import { bucketUse } from './bucket-use';
import type { Recipe } from './recipe';

/**
 * A user or role of one account uses a bucket of another as itself, and no role is made: the
 * bucket's policy names it, its key's policy too, and its own policy lets it ask. An account alone
 * is named in the same way, and whom its own policies let ask is its own to say.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
 */
export const bucketPolicy: Recipe = {
  resolve: bucketUse({
    resolve: resolvePrincipal,
    serviceOf: () => null,
    noun: 'the principal',
    question: 'Who?',
    asks: [['who', 'Say which user, role or account needs access.']],
    advise: sayCrowd,
  }),
  prove: proveWorkload,
};
