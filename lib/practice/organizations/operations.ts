import type { Operations } from '../operation';
import { orgAccountOperations } from './accounts';
import { delegateOperations } from './delegates';
import { orgPolicyOperations } from './policies';
import { policyChangeOperations } from './policy-changes';
import { rootOperations } from './roots';
import { orgTreeOperations } from './tree';
import { unitOperations } from './units';

export const organizationsOperations: Operations = {
  ...delegateOperations,
  ...orgAccountOperations,
  ...orgPolicyOperations,
  ...orgTreeOperations,
  ...policyChangeOperations,
  ...rootOperations,
  ...unitOperations,
};
