import * as z from 'zod';

const toggle = z.boolean().default(false);
const typed = z.string().default('');

/** The fields of a draft that guards are typed into: a toggle each, and its value as text. */
export const GUARD_FIELDS = {
  requireMfa: toggle,
  requireMfaAge: toggle,
  mfaAgeMinutes: z.string().default('60'),
  requireExternalId: toggle,
  externalId: typed,
  requireOrganization: toggle,
  /** Empty means the organisation of the inventory. */
  organizationId: typed,
  requireSourceIp: toggle,
  sourceIps: typed,
  requireVpc: toggle,
  vpcs: typed,
  requireEnd: toggle,
  /** ISO 8601 in UTC; the form shows it in the reader's own zone. */
  endsAt: typed,
  requireSessionName: toggle,
  sessionNames: typed,
  requireSourceIdentity: toggle,
  sourceIdentities: typed,
  requireSessionTags: toggle,
  /** `team=platform|web, ticket` */
  sessionTags: typed,
  requirePrincipalTags: toggle,
  /** The same form as session tags. */
  principalTags: typed,
};

type Fields = typeof GUARD_FIELDS;
/** What is typed into them. */
export type GuardFields = { [K in keyof Fields]: z.infer<Fields[K]> };
export type GuardFieldName = keyof GuardFields;
