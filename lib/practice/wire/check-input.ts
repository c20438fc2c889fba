import type { NumberRule, TextRule } from '@/lib/iam/validate/field-rule';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { AwsError, validationError } from './aws-error';
import { KMS_COUNTS, KMS_RANGES, KMS_RULES } from './kms-rules';
import { type OperationModel, requiredMembers, type ServiceName } from './models';
import type { Input } from './parse-query';

type Range = Pick<NumberRule, 'min' | 'max'>;
type Rule = Range & { pattern?: RegExp; says?: string };

const NAME_SAYS =
  'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const PATH_SAYS =
  'It must begin and end with / and contain only alphanumeric characters and/or / characters.';

const name = (rule: TextRule): Rule => ({ ...rule, says: NAME_SAYS });
/** ARNs and documents are looked at by their operation; here only their length counts. */
const lengthOf = ({ min, max }: Range): Rule => ({ min, max });
const arn = lengthOf(TEXT_RULES.RoleArn);
const document = lengthOf(TEXT_RULES.PolicyDocument);
const accessKeyId: Rule = { ...lengthOf(TEXT_RULES.AccessKeyId), pattern: /^\w*$/ };

/** Limits of IAM's members. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const IAM_RULES: Record<string, Rule> = {
  RoleName: name(TEXT_RULES.RoleName),
  UserName: name(TEXT_RULES.UserName),
  GroupName: name(TEXT_RULES.GroupName),
  PolicyName: name(TEXT_RULES.PolicyName),
  Path: { ...TEXT_RULES.Path, says: PATH_SAYS },
  PathPrefix: {
    ...lengthOf(TEXT_RULES.Path),
    pattern: /^\/[\x21-\x7e]*$/,
    says: 'It must begin with /.',
  },
  PolicyArn: arn,
  PermissionsBoundary: arn,
  Description: TEXT_RULES.RoleDescription,
  AssumeRolePolicyDocument: document,
  PolicyDocument: document,
  AccessKeyId: { ...accessKeyId, says: 'It must be an access key id.' },
  NewUserName: name(TEXT_RULES.UserName),
  NewGroupName: name(TEXT_RULES.GroupName),
  NewPath: { ...TEXT_RULES.Path, says: PATH_SAYS },
  InstanceProfileName: name(TEXT_RULES.InstanceProfileName),
  VirtualMFADeviceName: name(TEXT_RULES.VirtualMfaDeviceName),
  SerialNumber: TEXT_RULES.SerialNumber,
  AuthenticationCode1: TEXT_RULES.TokenCode,
  AuthenticationCode2: TEXT_RULES.TokenCode,
  AccountAlias: TEXT_RULES.AccountAlias,
  Url: { min: 1, max: 255 },
  ClientID: { min: 1, max: 255 },
  OpenIDConnectProviderArn: arn,
  SAMLProviderArn: arn,
  SAMLMetadataDocument: NUMBER_RULES.SamlMetadataLength,
  Name: TEXT_RULES.SamlProviderName,
  AWSServiceName: { min: 1, max: 128, pattern: /^[\w+=,.@-]+$/ },
  CustomSuffix: { min: 1, max: 64, pattern: /^[\w+=,.@-]+$/ },
  DeletionTaskId: { min: 1, max: 1000 },
  Arn: arn,
  JobId: { min: 36, max: 36 },
  ServiceNamespace: { min: 1, max: 64, pattern: /^[\w-]*$/ },
  PolicySourceArn: arn,
  CallerArn: { min: 1, max: 2048 },
  ResourceOwner: { min: 1, max: 2048 },
  ResourcePolicy: document,
};

const STS_RULES: Record<string, Rule> = {
  RoleArn: arn,
  RoleSessionName: TEXT_RULES.RoleSessionName,
  SourceIdentity: TEXT_RULES.SourceIdentity,
  ExternalId: TEXT_RULES.ExternalId,
  Policy: lengthOf(NUMBER_RULES.SessionPolicyLength),
  SerialNumber: TEXT_RULES.SerialNumber,
  TokenCode: TEXT_RULES.TokenCode,
  AccessKeyId: accessKeyId,
  WebIdentityToken: { min: 4, max: 20_000 },
  PrincipalArn: arn,
  SAMLAssertion: { min: 4, max: 100_000 },
  /** Of a federated user. */
  Name: { ...TEXT_RULES.RoleSessionName, max: 32 },
  EncodedMessage: { min: 1, max: 10_240 },
};

const RULES: Partial<Record<ServiceName, Record<string, Rule>>> = {
  iam: IAM_RULES,
  sts: STS_RULES,
  kms: KMS_RULES,
};

/** Members that are numbers, by operation where operations differ. */
const RANGES: Record<string, Range> = {
  MaxSessionDuration: NUMBER_RULES.MaxSessionDuration,
  MinimumPasswordLength: NUMBER_RULES.MinimumPasswordLength,
  MaxPasswordAge: NUMBER_RULES.MaxPasswordAge,
  PasswordReusePrevention: NUMBER_RULES.PasswordReusePrevention,
  'AssumeRole DurationSeconds': NUMBER_RULES.DurationSeconds,
  'AssumeRoleWithWebIdentity DurationSeconds': NUMBER_RULES.DurationSeconds,
  'AssumeRoleWithSAML DurationSeconds': NUMBER_RULES.DurationSeconds,
  'GetFederationToken DurationSeconds': NUMBER_RULES.SessionTokenDurationSeconds,
  'GetSessionToken DurationSeconds': NUMBER_RULES.SessionTokenDurationSeconds,
  ...KMS_RANGES,
};

/** Members that are lists. What a role has already is counted by its operation. */
const COUNTS: Partial<Record<ServiceName, Record<string, Range>>> = {
  iam: { Tags: NUMBER_RULES.EntityTagCount, TagKeys: NUMBER_RULES.EntityTagCount },
  kms: KMS_COUNTS,
  sts: {
    Tags: NUMBER_RULES.SessionTagCount,
    TransitiveTagKeys: NUMBER_RULES.TransitiveTagKeyCount,
  },
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const ofMember = (member: string, must: string, value = 'Value'): string =>
  `${value} at '${lowerFirst(member)}' failed to satisfy constraint: Member must ${must}`;

/** Bytes, and what the service's model calls sensitive, are not repeated: they may be a secret. */
function constraint(
  { input }: OperationModel,
  member: string,
  value: unknown,
  must: string,
): string {
  const isSecret = input.getMemberSchema(member).getMergedTraits().sensitive;
  if (isSecret || value instanceof Uint8Array) return ofMember(member, must);
  const text = Array.isArray(value) ? JSON.stringify(value) : String(value);
  return ofMember(member, must, `Value '${text}'`);
}

/** What is wrong with a number of something, in AWS's words; null when it is in range. */
function outside(what: string, number: number, { min, max }: Range): string | null {
  if (number < min) return `have ${what} greater than or equal to ${min}`;
  return number > max ? `have ${what} less than or equal to ${max}` : null;
}

function broken(member: string, value: string, rule: Rule): string | null {
  const length = outside('length', value.length, rule);
  if (length) return length;
  if (!rule.pattern || rule.pattern.test(value)) return null;
  if (rule.says)
    throw validationError(
      `The specified value for ${lowerFirst(member)} is invalid. ${rule.says}`,
    );
  const pattern = rule.pattern.source.replace(/^\^|\$$/g, '');
  return `satisfy regular expression pattern: ${pattern}`;
}

const outsideOf = (what: string, number: number, range: Range | undefined) =>
  range ? outside(what, number, range) : null;

/** What one member must be and is not; null when it keeps its limits or has none. */
function brokenRule(
  service: ServiceName,
  operation: string,
  member: string,
  value: unknown,
): string | null {
  if (typeof value === 'number')
    return outsideOf('value', value, RANGES[`${operation} ${member}`] ?? RANGES[member]);
  if (Array.isArray(value))
    return outsideOf('length', value.length, COUNTS[service]?.[member]);
  const rule = RULES[service]?.[member];
  if (value instanceof Uint8Array) return outsideOf('length', value.length, rule);
  return rule && typeof value === 'string' ? broken(member, value, rule) : null;
}

function problems(service: ServiceName, model: OperationModel, input: Input): string[] {
  const missing = requiredMembers(model.input)
    .filter((member) => input[member] === undefined)
    .map((member) => ofMember(member, 'not be null', 'Value null'));
  const wrong = Object.entries(input).flatMap(([member, value]) => {
    const must = brokenRule(service, model.name, member, value);
    return must === null ? [] : [constraint(model, member, value, must)];
  });
  return [...missing, ...wrong];
}

/** Refuses an input that lacks a required member or breaks a member's limits. */
export function checkInput(
  service: ServiceName,
  model: OperationModel,
  input: Input,
): void {
  const found = problems(service, model, input);
  if (found.length === 0) return;
  const count = `${found.length} validation error${found.length > 1 ? 's' : ''} detected: `;
  throw new AwsError('ValidationError', count + found.join('; '));
}
