import { describe, expect, it } from 'vitest';
import { FIELD_RULES, type FieldName } from './field-rules';
import { NUMBER_RULES } from './number-rules';
import { TEXT_RULES } from './text-rules';
import { isKnownField, validateField } from './validate-field';

const isValid = (field: FieldName, value: unknown): boolean =>
  validateField(field, value).valid;

/** Field, shortest and longest length, and a character to fill it with. */
const LENGTHS: [keyof typeof TEXT_RULES, number, number, (length: number) => string][] = [
  ['RoleName', 1, 64, (length) => 'r'.repeat(length)],
  ['UserName', 1, 64, (length) => 'u'.repeat(length)],
  ['GroupName', 1, 128, (length) => 'g'.repeat(length)],
  ['PolicyName', 1, 128, (length) => 'p'.repeat(length)],
  ['InstanceProfileName', 1, 128, (length) => 'i'.repeat(length)],
  ['VirtualMfaDeviceName', 1, 226, (length) => 'm'.repeat(length)],
  ['SamlProviderName', 1, 128, (length) => 's'.repeat(length)],
  ['AccountAlias', 3, 63, (length) => 'a'.repeat(length)],
  ['Path', 1, 512, (length) => (length < 2 ? '/' : `/${'p'.repeat(length - 2)}/`)],
  ['SwitchRoleName', 1, 64, (length) => 's'.repeat(length)],
  ['RoleSessionName', 2, 64, (length) => 's'.repeat(length)],
  ['SourceIdentity', 2, 64, (length) => 's'.repeat(length)],
  ['ExternalId', 2, 1224, (length) => 'e'.repeat(length)],
  ['AccountId', 12, 12, (length) => '0'.repeat(length)],
  ['BucketName', 3, 63, (length) => 'b'.repeat(length)],
  ['UserId', 16, 128, (length) => `AIDA${'X'.repeat(length - 4)}`],
  ['RoleId', 16, 128, (length) => `AROA${'X'.repeat(length - 4)}`],
  ['GroupId', 16, 128, (length) => `AGPA${'X'.repeat(length - 4)}`],
  ['PolicyId', 16, 128, (length) => `ANPA${'X'.repeat(length - 4)}`],
  ['InstanceProfileId', 16, 128, (length) => `AIPA${'X'.repeat(length - 4)}`],
  ['AccessKeyId', 16, 128, (length) => `ASIA${'X'.repeat(length - 4)}`],
  ['SerialNumber', 9, 256, (length) => 'n'.repeat(length)],
  ['TokenCode', 6, 6, (length) => '1'.repeat(length)],
  ['ProviderUrl', 9, 255, (length) => `https://${'i'.repeat(length - 8)}`],
  ['ClientId', 1, 255, (length) => 'c'.repeat(length)],
  ['Thumbprint', 40, 40, (length) => 'f'.repeat(length)],
  ['FederatedUserName', 2, 32, (length) => 'f'.repeat(length)],
  ['OrganizationId', 12, 34, (length) => `o-${'a'.repeat(length - 2)}`],
  ['RootId', 6, 34, (length) => `r-${'a'.repeat(length - 2)}`],
  ['OrganizationPolicyId', 10, 130, (length) => `p-${'a'.repeat(length - 2)}`],
  ['OuName', 1, 128, (length) => 'u'.repeat(length)],
  ['PolicyVersionId', 2, 64, (length) => `v${'1'.repeat(length - 1)}`],
  ['KeyAlias', 7, 256, (length) => `alias/${'k'.repeat(length - 6)}`],
  ['TagKey', 1, 128, (length) => 'k'.repeat(length)],
  ['TagValue', 0, 256, (length) => 'v'.repeat(length)],
  ['RoleDescription', 0, 1000, (length) => 'd'.repeat(length)],
  ['PolicyDocument', 1, 131_072, (length) => '{'.repeat(length)],
];

/** Field, smallest and largest number. */
const RANGES: [keyof typeof NUMBER_RULES, number, number][] = [
  ['DurationSeconds', 900, 43_200],
  ['ChainedDurationSeconds', 900, 3600],
  ['SessionTokenDurationSeconds', 900, 129_600],
  ['RootSessionTokenDurationSeconds', 900, 3600],
  ['MaxSessionDuration', 3600, 43_200],
  ['SessionTagCount', 0, 50],
  ['TransitiveTagKeyCount', 0, 50],
  ['InlineSessionPolicyCount', 0, 1],
  ['PackedPolicySize', 0, 100],
  ['ProvidedContextCount', 0, 5],
  ['EntityTagCount', 0, 50],
  ['KmsKeysPerRegion', 0, 100_000],
  ['AliasesPerKey', 0, 50],
  ['GrantsPerKey', 0, 50_000],
  ['KeyDeletionDays', 7, 30],
  ['KeyRotationDays', 90, 2560],
  ['SessionPolicyArnCount', 0, 10],
  ['PolicyVersionCount', 0, 5],
  ['GroupsPerUser', 0, 10],
  ['ManagedPoliciesPerRole', 0, 10],
  ['ManagedPoliciesPerUser', 0, 10],
  ['ManagedPoliciesPerGroup', 0, 10],
  ['PermissionsBoundaryCount', 0, 1],
  ['AccessKeysPerUser', 0, 2],
  ['TrustPolicyLength', 1, 2048],
  ['ManagedPolicyLength', 1, 6144],
  ['InlinePolicyTotalUser', 0, 2048],
  ['InlinePolicyTotalGroup', 0, 5120],
  ['InlinePolicyTotalRole', 0, 10_240],
  ['SessionPolicyLength', 1, 2048],
  ['BucketPolicyLength', 1, 20_480],
  ['KeyPolicyLength', 1, 32_768],
  ['ServiceControlPolicyLength', 1, 10_240],
  ['ResourceControlPolicyLength', 1, 5120],
  ['ServiceControlPoliciesPerTarget', 0, 10],
  ['ResourceControlPoliciesPerTarget', 0, 5],
  ['OuDepth', 0, 5],
  ['RolesPerAccount', 0, 1000],
  ['UsersPerAccount', 0, 5000],
  ['GroupsPerAccount', 0, 300],
  ['PoliciesPerAccount', 0, 1500],
  ['OidcProvidersPerAccount', 0, 100],
  ['SamlProvidersPerAccount', 0, 100],
  ['MfaDevicesPerUser', 0, 8],
  ['ClientIdsPerOidcProvider', 0, 100],
  ['ThumbprintsPerOidcProvider', 0, 5],
  ['InstanceProfilesPerAccount', 0, 1000],
  ['SamlMetadataLength', 1000, 10_000_000],
  ['MinimumPasswordLength', 6, 128],
  ['MaxPasswordAge', 1, 1095],
  ['PasswordReusePrevention', 1, 24],
];

describe('a text', () => {
  it.each(LENGTHS)('%s has %i to %i characters', (field, min, max, fill) => {
    expect(isValid(field, fill(min))).toBe(true);
    expect(isValid(field, fill(max))).toBe(true);
    expect(isValid(field, fill(max + 1))).toBe(false);
    if (min > 4) expect(isValid(field, fill(min - 1))).toBe(false);
    if (min > 0) expect(isValid(field, '')).toBe(false);
  });

  it.each<[FieldName, string, boolean]>([
    ['RoleName', 'a+=,.@_-Z9', true],
    ['RoleName', 'my role', false],
    ['RoleName', 'team/role', false],
    ['RoleName', 'rôle', false],
    ['RoleName', '役割', false],
    ['RoleName', 'role\n', false],
    ['Path', '/', true],
    ['Path', '/team/ops/', true],
    ['Path', '//', false],
    ['Path', '/team/ops', false],
    ['Path', 'team/', false],
    ['Path', '/my team/', false],
    ['Path', '/équipe/', false],
    ['Path', '/team/\n', false],
    ['SwitchRoleName', 'team/ops/deploy', true],
    ['SwitchRoleName', 'team/', false],
    ['RoleSessionName', 'a', false],
    ['RoleSessionName', 'dev@corp.example', true],
    ['RoleSessionName', 'a:b', false],
    ['SourceIdentity', 'AWS:me', false],
    ['SourceIdentity', 'aws.me', true],
    ['ExternalId', 'a', false],
    ['ExternalId', 'a/b:c', true],
    ['ExternalId', 'a\\b', false],
    ['ExternalId', 'a b', false],
    ['AccountId', '012345678901', true],
    ['AccountId', '0123-4567-8901', false],
    ['AccountId', '٠١٢٣٤٥٦٧٨٩٠١', false],
    ['AccountId', '012345678901\n', false],
    ['BucketName', '192.168.0.1', false],
    ['BucketName', 'xn--logs', false],
    ['RoleArn', 'arn:aws:iam::111122223333:role/Target', true],
    ['RoleArn', 'arn:aws-us-gov:iam::111122223333:role/team/ops/Target', true],
    ['RoleArn', `arn:aws:iam::111122223333:role/${'p'.repeat(510)}/x`, true],
    ['RoleArn', `arn:aws:iam::111122223333:role/${'p'.repeat(511)}/x`, false],
    ['RoleArn', 'arn:aws:iam::123:role/x', false],
    ['RoleArn', 'arn:aws:iam::111122223333:role/*', false],
    ['RoleArn', 'arn:aws:iam::111122223333:user/x', false],
    ['RoleArn', 'arn:aws:sts::111122223333:assumed-role/x/s1', false],
    ['PolicyArn', 'arn:aws:iam::aws:policy/job-function/Billing', true],
    ['PolicyArn', 'arn:aws:iam::111122223333:role/x', false],
    ['RoleId', 'AIDAEXAMPLEEXAMPLE00', false],
    ['AccessKeyId', 'AKIAEXAMPLEEXAMPLE00', true],
    ['AccessKeyId', 'AROAEXAMPLEEXAMPLE00', false],
    ['ProviderUrl', 'https://oidc.eks.eu-central-1.amazonaws.com/id/0A1B', true],
    ['ProviderUrl', 'http://issuer.example', false],
    ['ProviderUrl', 'https://issuer.example?tenant=1', false],
    ['ClientId', 'sts.amazonaws.com', true],
    ['ClientId', 'two words', false],
    ['Thumbprint', '990f4193972f2becf12ddeda5237f9c952f20d9e', true],
    ['Thumbprint', '990F4193972F2BECF12DDEDA5237F9C952F20D9E', true],
    ['Thumbprint', 'g90f4193972f2becf12ddeda5237f9c952f20d9e', false],
    ['FederatedUserName', 'a', false],
    ['FederatedUserName', 'team/anna', false],
    ['OrganizationId', 'o-exampleorg1', true],
    ['OrganizationId', 'o-ExampleOrg1', false],
    ['OrganizationId', 'r-exampleorg1', false],
    ['RootId', 'r-a1b2', true],
    ['OuId', 'ou-a1b2-11112222', true],
    ['OuId', 'ou-a1b2-1111222', false],
    ['OuId', 'ou-a1b-11112222', false],
    ['OrganizationPolicyId', 'p-FullAWSAccess', true],
    ['OrganizationPolicyId', 'p-1234567', false],
    ['PolicyVersionId', 'v5', true],
    ['PolicyVersionId', 'v0', false],
    ['PolicyVersionId', '5', false],
    ['KeyAlias', 'alias/team/logs', true],
    ['KeyAlias', 'alias/aws/s3', false],
    ['KeyAlias', 'logs', false],
    ['TagKey', 'cost centre/Zürich', true],
    ['TagKey', 'aws:team', false],
    ['TagKey', 'a*b', false],
    ['TagValue', 'a\tb', false],
    ['TagValue', '\u{20000}'.repeat(256), true],
    ['TagValue', '\u{20000}'.repeat(257), false],
    ['RoleDescription', 'Für Leser\r\n\tzwei', true],
    ['RoleDescription', 'Ключ', false],
    ['RoleDescription', '\u0085', false],
    ['PolicyDocument', '\u007f\u00ff', true],
    ['PolicyDocument', '\u0100', false],
    ['PolicyDocument', '\u0000', false],
  ])('%s %j is valid: %s', (field, value, expected) => {
    expect(isValid(field, value)).toBe(expected);
  });

  it.each([12345678901, null, undefined, true, ['111122223333'], { a: 1 }])(
    'is not %j',
    (value) => {
      for (const field of Object.keys(TEXT_RULES).filter(isKnownField))
        expect(isValid(field, value)).toBe(false);
    },
  );
});

describe('a number', () => {
  it.each(RANGES)('%s is from %i to %i', (field, min, max) => {
    for (const value of [min, max, String(min), String(max), `0${max}`])
      expect(isValid(field, value)).toBe(true);
    for (const value of [min - 1, max + 1, min + 0.5, String(min - 1), String(max + 1)])
      expect(isValid(field, value)).toBe(false);
  });

  it('has a row above for every rule', () => {
    expect(RANGES.map(([field]) => field).sort()).toEqual(
      Object.keys(NUMBER_RULES).sort(),
    );
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    ' 3600',
    '3600\n',
    '3600.0',
    '3.6e3',
    '0xe10',
    '+3600',
    '-3600',
    '٣٦٠٠',
    null,
    undefined,
    true,
    [3600],
    { seconds: 3600 },
  ])('is not %j', (value) => {
    for (const field of Object.keys(NUMBER_RULES).filter(isKnownField))
      expect(isValid(field, value)).toBe(false);
  });

  it.each([
    ['TrustPolicyLength', 8192],
    ['ManagedPoliciesPerRole', 25],
    ['ManagedPoliciesPerUser', 20],
  ] as const)('%s can be raised to %i, and says so', (field, raisableTo) => {
    expect(NUMBER_RULES[field].raisableTo).toBe(raisableTo);
    expect(FIELD_RULES[field].message).toContain('ask AWS to raise the quota');
    expect(isValid(field, raisableTo)).toBe(false);
  });
});

describe('a field', () => {
  it('tells what to do when it is refused', () => {
    expect(validateField('AccountId', '1111')).toEqual({
      valid: false,
      reason: 'invalid-AccountId',
      message: 'Give the 12 digits of the account ID, leading zeros included.',
    });
    expect(validateField('InlinePolicyTotalRole', 10_241)).toMatchObject({
      message: "Shorten the role's inline policies to 10,240 characters together.",
    });
  });

  it.each<[FieldName, unknown, string]>([
    ['SessionPolicyLength', 2049, 'Shorten the session policy to 2,048 characters.'],
    ['InlineSessionPolicyCount', 2, 'Pass at most 1 inline session policy.'],
    ['SessionPolicyArnCount', 11, 'Pass at most 10 managed session policies.'],
    [
      'PackedPolicySize',
      101,
      'Shorten session policies and tags until they pack into 100 % of their room.',
    ],
  ])('of a session says by %s what is too much', (field, value, message) => {
    expect(validateField(field, value)).toEqual({
      valid: false,
      reason: `invalid-${field}`,
      message,
    });
  });

  it('is refused by the name it was asked by', () => {
    expect(validateField('PolicyArns', 11)).toMatchObject({
      reason: 'invalid-PolicyArns',
    });
  });

  it('has a sentence for every rule', () => {
    for (const { message } of Object.values(FIELD_RULES))
      expect(message).toMatch(/^[A-Z].+\.$/);
  });

  it.each(['Colour', 'constructor', '__proto__', 'toString', ''])(
    '%j is none of ours',
    (field) => {
      expect(isKnownField(field)).toBe(false);
    },
  );
});
