import {
  CHAINED_SESSION_SECONDS,
  DEFAULT_SESSION_SECONDS,
  MAX_SESSION_SECONDS,
  MIN_SESSION_SECONDS,
} from '@/lib/core/duration';
import { TAGS_MAX } from '@/lib/core/role-tag';
import type { NumberRule } from './field-rule';

const say = (number: number): string => number.toLocaleString('en');

const between = (min: number, max: number, message: string): NumberRule => ({
  kind: 'number',
  min,
  max,
  raisableTo: null,
  message,
});

const seconds = (min: number, max: number, what: string): NumberRule =>
  between(min, max, `Choose ${what} from ${say(min)} to ${say(max)} seconds.`);

/** @param what the sentence up to the limit; AWS takes as many as `max` and none */
const atMost = (
  max: number,
  [what, unit]: [string, string],
  raisableTo: number | null = null,
): NumberRule => {
  const raise =
    raisableTo === null ? '' : `, or ask AWS to raise the quota (to ${say(raisableTo)})`;
  const message = `${what} ${say(max)} ${unit}${raise}.`;
  return { kind: 'number', min: 0, max, raisableTo, message };
};

/** A document is never empty, so it has one character at least. */
const length = (
  max: number,
  what: string,
  unit = 'characters',
  raisableTo: number | null = null,
): NumberRule => ({
  ...atMost(max, [`Shorten the ${what} to`, unit], raisableTo),
  min: 1,
});

const total = (max: number, whose: string): NumberRule =>
  atMost(max, [`Shorten the ${whose}'s inline policies to`, 'characters together']);

const attached = (max: number, raisableTo: number | null = null): NumberRule =>
  atMost(max, ['Attach at most', 'managed policies'], raisableTo);

const KILOBYTE = 1024;

/**
 * Durations, lengths and counts of IAM, STS and Organizations: AWS's defaults, and how far it
 * raises them. Lengths of IAM policies leave white space out.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const NUMBER_RULES = {
  DurationSeconds: seconds(MIN_SESSION_SECONDS, MAX_SESSION_SECONDS, 'a duration'),
  ChainedDurationSeconds: seconds(
    MIN_SESSION_SECONDS,
    CHAINED_SESSION_SECONDS,
    'a duration for a chained role',
  ),
  MaxSessionDuration: seconds(
    DEFAULT_SESSION_SECONDS,
    MAX_SESSION_SECONDS,
    'a maximum session length',
  ),
  SessionTokenDurationSeconds: seconds(MIN_SESSION_SECONDS, 129_600, 'a duration'),
  RootSessionTokenDurationSeconds: seconds(
    MIN_SESSION_SECONDS,
    3600,
    "a duration for the root user's session",
  ),
  SessionTagCount: atMost(50, ['Pass at most', 'session tags']),
  TransitiveTagKeyCount: atMost(50, ['Pass at most', 'transitive tag keys']),
  // A session's own policies: one inline, ten managed, 2,048 characters, and what they pack into.
  InlineSessionPolicyCount: atMost(1, ['Pass at most', 'inline session policy']),
  PackedPolicySize: atMost(100, [
    'Shorten session policies and tags until they pack into',
    '% of their room',
  ]),
  ProvidedContextCount: atMost(5, ['Pass at most', 'contexts of other providers']),
  EntityTagCount: atMost(TAGS_MAX, ['Keep at most', 'tags']),
  SessionPolicyArnCount: atMost(10, ['Pass at most', 'managed session policies']),
  PolicyVersionCount: atMost(5, ['Keep at most', 'versions of a policy']),
  GroupsPerUser: atMost(10, ['Put a user into at most', 'groups']),
  ManagedPoliciesPerRole: attached(10, 25),
  ManagedPoliciesPerUser: attached(10, 20),
  ManagedPoliciesPerGroup: attached(10),
  PermissionsBoundaryCount: atMost(1, ['Set at most', 'permissions boundary']),
  AccessKeysPerUser: atMost(2, ['Keep at most', 'access keys of a user']),
  MfaDevicesPerUser: atMost(8, ['Give a user at most', 'MFA devices']),
  TrustPolicyLength: length(2048, 'trust policy', 'characters', 8192),
  ManagedPolicyLength: length(6144, 'managed policy'),
  InlinePolicyTotalUser: total(2048, 'user'),
  InlinePolicyTotalGroup: total(5120, 'group'),
  InlinePolicyTotalRole: total(10_240, 'role'),
  SessionPolicyLength: length(2048, 'session policy'),
  BucketPolicyLength: length(20 * KILOBYTE, 'bucket policy', 'bytes'),
  KeyPolicyLength: length(32 * KILOBYTE, 'key policy', 'bytes'),
  KmsKeysPerRegion: atMost(100_000, ['Keep at most', 'KMS keys in a Region']),
  AliasesPerKey: atMost(50, ['Give a KMS key at most', 'aliases']),
  GrantsPerKey: atMost(50_000, ['Give a KMS key at most', 'grants']),
  KeyDeletionDays: between(7, 30, 'Choose a waiting period from 7 to 30 days.'),
  KeyRotationDays: between(90, 2560, 'Choose a rotation period from 90 to 2,560 days.'),
  ServiceControlPolicyLength: length(10_240, 'service control policy'),
  ResourceControlPolicyLength: length(5120, 'resource control policy'),
  ServiceControlPoliciesPerTarget: atMost(10, [
    'Attach at most',
    'service control policies',
  ]),
  ResourceControlPoliciesPerTarget: atMost(5, [
    'Attach at most',
    'resource control policies',
  ]),
  OuDepth: atMost(5, ['Nest organizational units at most', 'deep']),
  RolesPerAccount: atMost(1000, ['Keep at most', 'roles in an account']),
  UsersPerAccount: atMost(5000, ['Keep at most', 'users in an account']),
  GroupsPerAccount: atMost(300, ['Keep at most', 'groups in an account']),
  PoliciesPerAccount: atMost(1500, ['Keep at most', 'customer policies in an account']),
  OidcProvidersPerAccount: atMost(100, [
    'Keep at most',
    'OpenID Connect providers in an account',
  ]),
  SamlProvidersPerAccount: atMost(100, ['Keep at most', 'SAML providers in an account']),
  ClientIdsPerOidcProvider: atMost(100, ['Register at most', 'client ids of a provider']),
  ThumbprintsPerOidcProvider: atMost(5, ['Keep at most', 'thumbprints of a provider']),
  InstanceProfilesPerAccount: atMost(1000, [
    'Keep at most',
    'instance profiles in an account',
  ]),
  SamlMetadataLength: between(
    1000,
    10_000_000,
    'Give a metadata document of 1,000 to 10,000,000 characters.',
  ),
  MinimumPasswordLength: between(6, 128, 'Ask for 6 to 128 characters of a password.'),
  MaxPasswordAge: between(1, 1095, 'Let a password live for 1 to 1,095 days.'),
  PasswordReusePrevention: between(1, 24, 'Remember 1 to 24 earlier passwords.'),
} satisfies Record<string, NumberRule>;
