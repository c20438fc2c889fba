import * as z from 'zod';

export const GuardName = z.enum([
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
  'principalTags',
]);
export type GuardName = z.infer<typeof GuardName>;
export const GUARD_NAMES: readonly GuardName[] = GuardName.options;

const toggle = z.boolean().default(false);
const typed = (max: number) => z.string().max(max).default('');

/** The fields of a draft that guards are typed into: a toggle each, and its value as text. */
export const GUARD_FIELDS = {
  requireMfa: toggle,
  requireMfaAge: toggle,
  mfaAgeMinutes: z.string().max(12).default('60'),
  requireExternalId: toggle,
  externalId: typed(1300),
  requireOrganization: toggle,
  /** Empty means the organisation of the inventory. */
  organizationId: typed(200),
  requireSourceIp: toggle,
  sourceIps: typed(2048),
  requireVpc: toggle,
  vpcs: typed(2048),
  requireEnd: toggle,
  /** ISO 8601 in UTC; the form shows it in the reader's own zone. */
  endsAt: typed(40),
  requireSessionName: toggle,
  sessionNames: typed(2048),
  requireSourceIdentity: toggle,
  sourceIdentities: typed(2048),
  requireSessionTags: toggle,
  /** `team=platform|web, ticket` */
  sessionTags: typed(4096),
  requirePrincipalTags: toggle,
  /** The same form as session tags. */
  principalTags: typed(4096),
};

type FieldOf<T> = {
  [K in keyof typeof GUARD_FIELDS]: z.infer<(typeof GUARD_FIELDS)[K]> extends T
    ? K
    : never;
}[keyof typeof GUARD_FIELDS];

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

/** What our own people and workloads can be asked for when they take a role. */
export const OWN_GUARDS = GuardName.exclude(['principalTags']).options;

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
