import type { GuardFields } from './guard-fields';

/** What our own people and workloads can be asked for when they take a role. */
export const OWN_GUARDS = [
  'mfa',
  'mfaAge',
  'externalId',
  'organization',
  'sourceIp',
  'vpc',
  'ends',
  'sessionName',
  'sourceIdentity',
  'sessionTags',
] as const;

export const GUARD_NAMES = [...OWN_GUARDS, 'principalTags'] as const;
export type GuardName = (typeof GUARD_NAMES)[number];

type FieldOf<T> = {
  [K in keyof GuardFields]: GuardFields[K] extends T ? K : never;
}[keyof GuardFields];

type Place = {
  toggle: FieldOf<boolean>;
  /** Null where the toggle says it all. */
  value: FieldOf<string> | null;
};

/** Where each guard stands in a draft. */
export const GUARD_PLACES: Record<GuardName, Place> = {
  mfa: { toggle: 'requireMfa', value: null },
  mfaAge: { toggle: 'requireMfaAge', value: 'mfaAgeMinutes' },
  externalId: { toggle: 'requireExternalId', value: 'externalId' },
  organization: { toggle: 'requireOrganization', value: 'organizationId' },
  sourceIp: { toggle: 'requireSourceIp', value: 'sourceIps' },
  vpc: { toggle: 'requireVpc', value: 'vpcs' },
  ends: { toggle: 'requireEnd', value: 'endsAt' },
  sessionName: { toggle: 'requireSessionName', value: 'sessionNames' },
  sourceIdentity: { toggle: 'requireSourceIdentity', value: 'sourceIdentities' },
  sessionTags: { toggle: 'requireSessionTags', value: 'sessionTags' },
  principalTags: { toggle: 'requirePrincipalTags', value: 'principalTags' },
};

/**
 * What a vendor can be asked for beside its external ID, which is no choice: it is in no
 * organisation of ours, and its software shows no second factor.
 */
export const VENDOR_GUARDS: readonly GuardName[] = [
  'sourceIp',
  'vpc',
  'ends',
  'sessionName',
  'sourceIdentity',
  'sessionTags',
];
