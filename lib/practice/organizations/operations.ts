import type { Operations } from '../operation';
import { orgPolicyOperations } from './policies';
import { orgTreeOperations } from './tree';

export const organizationsOperations: Operations = {
  ...orgTreeOperations,
  ...orgPolicyOperations,
};
