import type { Operations } from '../operation';
import { accessKeyOperations } from './access-keys';
import { accountOperations } from './account';
import { attachOperations } from './attach';
import { authorizationDetailsOperations } from './authorization-details';
import { boundaryOperations } from './boundaries';
import { groupOperations } from './groups';
import { inlineOperations } from './inline';
import { policyOperations } from './policies';
import { policyVersionOperations } from './policy-versions';
import { providerOperations } from './providers';
import { roleOperations } from './roles';
import { tagOperations } from './tags';
import { userOperations } from './users';

export const iamOperations: Operations = {
  ...accessKeyOperations,
  ...accountOperations,
  ...attachOperations,
  ...authorizationDetailsOperations,
  ...boundaryOperations,
  ...groupOperations,
  ...inlineOperations,
  ...policyOperations,
  ...policyVersionOperations,
  ...providerOperations,
  ...roleOperations,
  ...tagOperations,
  ...userOperations,
};
