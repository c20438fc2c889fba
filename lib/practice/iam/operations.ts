import type { Operations } from '../operation';
import { accessKeyOperations } from './access-keys';
import { accountAliasOperations } from './account-alias';
import { accountSummaryOperations } from './account-summary';
import { attachOperations } from './attach';
import { authorizationDetailsOperations } from './authorization-details';
import { boundaryOperations } from './boundaries';
import { contextKeyOperations } from './context-keys';
import { credentialReportOperations } from './credential-report';
import { groupOperations } from './groups';
import { inlineOperations } from './inline';
import { instanceProfileOperations } from './instance-profiles';
import { lastAccessedOperations } from './last-accessed';
import { mfaDeviceOperations } from './mfa-devices';
import { oidcProviderOperations } from './oidc-providers';
import { passwordPolicyOperations } from './password-policy';
import { policyOperations } from './policies';
import { policyVersionOperations } from './policy-versions';
import { roleOperations } from './roles';
import { samlProviderOperations } from './saml-providers';
import { serviceLinkedRoleOperations } from './service-linked-roles';
import { simulationOperations } from './simulation';
import { tagOperations } from './tag-operations';
import { userOperations } from './users';

export const iamOperations: Operations = {
  ...accessKeyOperations,
  ...accountSummaryOperations,
  ...accountAliasOperations,
  ...passwordPolicyOperations,
  ...credentialReportOperations,
  ...lastAccessedOperations,
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
  ...simulationOperations,
  ...contextKeyOperations,
  ...tagOperations,
  ...userOperations,
};
