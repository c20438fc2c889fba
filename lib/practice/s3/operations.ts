import type { Operations } from '../operation';
import { bucketPolicyOperations } from './bucket-policy';
import { bucketOperations } from './buckets';
import { listObjectsOperations } from './list-objects';
import { objectOperations } from './objects';

export const s3Operations: Operations = {
  ...bucketOperations,
  ...bucketPolicyOperations,
  ...listObjectsOperations,
  ...objectOperations,
};
