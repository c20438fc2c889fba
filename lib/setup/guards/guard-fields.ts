import * as z from 'zod';

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

type Fields = typeof GUARD_FIELDS;
/** What is typed into them. */
export type GuardFields = { [K in keyof Fields]: z.infer<Fields[K]> };
export type GuardFieldName = keyof GuardFields;
