import type { FieldRule } from './field-rule';
import { NUMBER_RULES } from './number-rules';
import { TEXT_RULES } from './text-rules';

const { MaxSessionDuration, SessionPolicyArnCount, EntityTagCount } = NUMBER_RULES;

/** The names that AWS's calls and quotas have for the same things. */
const OTHER_NAMES = {
  Description: TEXT_RULES.RoleDescription,
  AssumeRolePolicyDocument: TEXT_RULES.PolicyDocument,
  SessionDuration: NUMBER_RULES.DurationSeconds,
  RoleMaxSessionDuration: MaxSessionDuration,
  Thumbprints: NUMBER_RULES.ThumbprintsPerOidcProvider,
  ThumbprintCount: NUMBER_RULES.ThumbprintsPerOidcProvider,
  ClientIdCount: NUMBER_RULES.ClientIdsPerOidcProvider,
  TransitiveTagKeys: NUMBER_RULES.TransitiveTagKeyCount,
  OidcProviderUrl: TEXT_RULES.ProviderUrl,
  MfaSerialNumber: TEXT_RULES.SerialNumber,
  PolicyDescription: TEXT_RULES.RoleDescription,
  TagCount: EntityTagCount,
  RoleTagCount: EntityTagCount,
  UserTagCount: EntityTagCount,
  PolicyArns: SessionPolicyArnCount,
  PolicyArnCount: SessionPolicyArnCount,
  SessionPolicyArns: SessionPolicyArnCount,
  ManagedSessionPolicyCount: SessionPolicyArnCount,
  ManagedPolicyVersionCount: NUMBER_RULES.PolicyVersionCount,
  VersionsPerPolicy: NUMBER_RULES.PolicyVersionCount,
  AttachedPoliciesPerRole: NUMBER_RULES.ManagedPoliciesPerRole,
  AttachedPoliciesPerUser: NUMBER_RULES.ManagedPoliciesPerUser,
  AttachedPoliciesPerGroup: NUMBER_RULES.ManagedPoliciesPerGroup,
  AssumeRolePolicyLength: NUMBER_RULES.TrustPolicyLength,
  ScpLength: NUMBER_RULES.ServiceControlPolicyLength,
  RcpLength: NUMBER_RULES.ResourceControlPolicyLength,
  ScpsPerTarget: NUMBER_RULES.ServiceControlPoliciesPerTarget,
  RcpsPerTarget: NUMBER_RULES.ResourceControlPoliciesPerTarget,
} satisfies Record<string, FieldRule>;

export type FieldName =
  | keyof typeof TEXT_RULES
  | keyof typeof NUMBER_RULES
  | keyof typeof OTHER_NAMES;

/** Everything that has a limit or a pattern in AWS, by the name of its field. */
export const FIELD_RULES: Record<FieldName, FieldRule> = {
  ...TEXT_RULES,
  ...NUMBER_RULES,
  ...OTHER_NAMES,
};
