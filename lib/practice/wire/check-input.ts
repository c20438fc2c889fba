import { AwsError, validationError } from './aws-error';
import { type OperationModel, requiredMembers, type ServiceName } from './models';
import type { Input } from './parse-query';

type Rule = { min: number; max: number; pattern?: RegExp; says?: string };

const WORD = /^[\w+=,.@-]*$/;
const WORD_SAYS =
  'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const name = (max: number): Rule => ({ min: 1, max, pattern: WORD, says: WORD_SAYS });
const path: Rule = {
  min: 1,
  max: 512,
  pattern: /^(\/|\/[\x21-\x7e]+\/)$/,
  says: 'It must begin and end with / and contain only alphanumeric characters and/or / characters.',
};
const arn: Rule = { min: 20, max: 2048 };

/** Limits of IAM's members. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const IAM_RULES: Record<string, Rule> = {
  RoleName: name(64),
  UserName: name(64),
  GroupName: name(128),
  PolicyName: name(128),
  Path: path,
  PathPrefix: {
    min: 1,
    max: 512,
    pattern: /^\/[\x21-\x7e]*$/,
    says: 'It must begin with /.',
  },
  PolicyArn: arn,
  PermissionsBoundary: arn,
  Description: { min: 0, max: 1000 },
  AssumeRolePolicyDocument: { min: 1, max: 131_072 },
  PolicyDocument: { min: 1, max: 131_072 },
  AccessKeyId: {
    min: 16,
    max: 128,
    pattern: /^\w*$/,
    says: 'It must be an access key id.',
  },
};

const session: Rule = { min: 2, max: 64, pattern: WORD };

const STS_RULES: Record<string, Rule> = {
  RoleArn: arn,
  RoleSessionName: session,
  SourceIdentity: session,
  ExternalId: { min: 2, max: 1224, pattern: /^[\w+=,.@:/\\-]*$/ },
  Policy: { min: 1, max: 2048 },
  SerialNumber: { min: 9, max: 256, pattern: /^[\w+=/:,.@-]*$/ },
  TokenCode: { min: 6, max: 6, pattern: /^\d*$/ },
  AccessKeyId: { min: 16, max: 128, pattern: /^\w*$/ },
};

const RULES: Partial<Record<ServiceName, Record<string, Rule>>> = {
  iam: IAM_RULES,
  sts: STS_RULES,
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const constraint = (member: string, value: string, must: string): string =>
  `Value '${value}' at '${lowerFirst(member)}' failed to satisfy constraint: Member must ${must}`;

function broken(member: string, value: string, rule: Rule): string | null {
  if (value.length < rule.min)
    return constraint(member, value, `have length greater than or equal to ${rule.min}`);
  if (value.length > rule.max)
    return constraint(member, value, `have length less than or equal to ${rule.max}`);
  if (!rule.pattern || rule.pattern.test(value)) return null;
  if (rule.says)
    throw validationError(
      `The specified value for ${lowerFirst(member)} is invalid. ${rule.says}`,
    );
  const pattern = rule.pattern.source.replace(/^\^|\$$/g, '');
  return constraint(member, value, `satisfy regular expression pattern: ${pattern}`);
}

function problems(service: ServiceName, model: OperationModel, input: Input): string[] {
  const missing = requiredMembers(model.input)
    .filter((member) => input[member] === undefined)
    .map(
      (member) =>
        `Value null at '${lowerFirst(member)}' failed to satisfy constraint: Member must not be null`,
    );
  const wrong = Object.entries(RULES[service] ?? {}).flatMap(([member, rule]) => {
    const value = input[member];
    return (typeof value === 'string' && broken(member, value, rule)) || [];
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
