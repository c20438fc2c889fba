import type { Operations } from '../operation';
import { accessKeyOperations } from './access-keys';
import { accountOperations } from './account';
import { attachOperations } from './attach';
import { authorizationDetailsOperations } from './authorization-details';
import { boundaryOperations } from './boundaries';
import { groupOperations } from './groups';
import { inlineOperations } from './inline';
import { instanceProfileOperations } from './instance-profiles';
import { mfaDeviceOperations } from './mfa-devices';
import { oidcProviderOperations } from './oidc-providers';
import { policyOperations } from './policies';
import { policyVersionOperations } from './policy-versions';
import { roleOperations } from './roles';
import { samlProviderOperations } from './saml-providers';
import { serviceLinkedRoleOperations } from './service-linked-roles';
import { tagOperations } from './tag-operations';
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
  ...oidcProviderOperations,
  ...samlProviderOperations,
  ...instanceProfileOperations,
  ...mfaDeviceOperations,
  ...serviceLinkedRoleOperations,
  ...roleOperations,
  ...tagOperations,
  ...userOperations,
};
