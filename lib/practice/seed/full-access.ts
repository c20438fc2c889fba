import type { OrgPolicy, OrgPolicyType } from '../world/org-types';
import { allow, documentOf } from './document';

/** The policies that AWS attaches everywhere while their type is on: alone they change nothing. */
export const FULL_ACCESS: Record<OrgPolicyType, OrgPolicy> = {
  SERVICE_CONTROL_POLICY: {
    id: 'p-FullAWSAccess',
    type: 'SERVICE_CONTROL_POLICY',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    isAwsManaged: true,
    content: documentOf(allow('*')),
  },
  RESOURCE_CONTROL_POLICY: {
    id: 'p-RCPFullAWSAccess',
    type: 'RESOURCE_CONTROL_POLICY',
    name: 'RCPFullAWSAccess',
    description: 'Allows access to every resource',
    isAwsManaged: true,
    content: documentOf(allow('*', '*', { Principal: '*' })),
  },
};
