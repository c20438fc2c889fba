import { resolveWorkload } from '../fields/workload';
import { proveWorkload } from '../proof/prove-workload';
import { bucketUse } from './bucket-use';
import type { Recipe } from './recipe';

/**
 * What runs in one account uses a bucket of another as itself: its role, the bucket's policy and
 * the policy of the bucket's key have to agree.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
 */
export const workloadBucket: Recipe = {
  resolve: bucketUse({
    resolve: resolveWorkload,
    serviceOf: ({ workload }) => (workload === 'existing' ? null : workload),
    noun: 'the workload',
    question: 'Which workload?',
    asks: [
      ['who', 'Say which role the workload runs as.'],
      ['trustedAccount', 'Say in which account the workload runs.'],
    ],
  }),
  prove: proveWorkload,
};
