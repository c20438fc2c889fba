import { BucketName, RoleArn } from '@/lib/core/ids';

export type FieldRule = {
  accepts: (value: string | number) => boolean;
  /** One sentence that tells what to do. */
  message: string;
};

const NAME_CHARACTERS = 'letters, digits and + = , . @ _ -';

const text =
  (accepts: (value: string) => boolean) =>
  (value: string | number): boolean =>
    typeof value === 'string' && accepts(value);

const matching = (pattern: RegExp) => text((value) => pattern.test(value));

const name = (what: string, longest: number): FieldRule => ({
  accepts: matching(new RegExp(`^[\\w+=,.@-]{1,${longest}}$`)),
  message: `Use 1 to ${longest} ${NAME_CHARACTERS} for the ${what} name.`,
});

/** Whole numbers in a range; a number typed into a form arrives as text. */
function range(from: number, to: number, message: string): FieldRule {
  const accepts = (value: string | number): boolean => {
    const isNumber = typeof value === 'number' || /^\d+$/.test(value);
    const number = Number(value);
    return isNumber && Number.isInteger(number) && number >= from && number <= to;
  };
  return { accepts, message };
}

const atMost = (most: number, message: string): FieldRule => range(0, most, message);

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const isReserved = (value: string): boolean => /^aws:/i.test(value);

const uniqueId = (prefix: string, what: string): FieldRule => ({
  accepts: matching(new RegExp(`^${prefix}[A-Z0-9]{12,124}$`)),
  message: `A ${what} id begins with ${prefix.replace(/[^A-Z|]/g, '')}.`,
});

const NAMES = {
  RoleName: name('role', 64),
  UserName: name('user', 64),
  GroupName: name('group', 128),
  PolicyName: name('policy', 128),
  InstanceProfileName: name('instance profile', 128),
  Path: {
    accepts: text((value) => value.length <= 512 && /^\/(?:[!-~]+\/)?$/.test(value)),
    message: 'Begin and end the path with /, without spaces, in at most 512 characters.',
  },
  RoleSessionName: {
    accepts: matching(/^[\w+=,.@-]{2,64}$/),
    message: `Use 2 to 64 ${NAME_CHARACTERS} for the session name.`,
  },
  SourceIdentity: {
    accepts: text((value) => /^[\w+=,.@-]{2,64}$/.test(value) && !isReserved(value)),
    message: `Use 2 to 64 ${NAME_CHARACTERS} for the source identity, not beginning with aws:.`,
  },
  ExternalId: {
    accepts: matching(/^[\w+=,.@:/-]{2,1224}$/),
    message: 'Use 2 to 1,224 letters, digits and + = , . @ : / _ - for the external id.',
  },
  AccountId: {
    accepts: matching(/^\d{12}$/),
    message: 'Give the 12 digits of the account id, leading zeros included.',
  },
  BucketName: {
    accepts: text((value) => BucketName.safeParse(value).success),
    message:
      'Use 3 to 63 lower-case letters, digits, dots and hyphens for the bucket name.',
  },
  RoleArn: {
    accepts: text((value) => RoleArn.safeParse(value).success),
    message: 'Give the ARN of a role: arn:aws:iam::<12 digits>:role/<name>.',
  },
  UserId: uniqueId('AIDA', 'user'),
  RoleId: uniqueId('AROA', 'role'),
  GroupId: uniqueId('AGPA', 'group'),
  PolicyId: uniqueId('ANPA', 'managed policy'),
  InstanceProfileId: uniqueId('AIPA', 'instance profile'),
  AccessKeyId: uniqueId('(?:ASIA|AKIA)', 'access key'),
  TagKey: {
    accepts: text(
      (value) =>
        value.length >= 1 &&
        value.length <= 128 &&
        TAG_TEXT.test(value) &&
        !isReserved(value),
    ),
    message: 'Use a tag key of 1 to 128 characters that does not begin with aws:.',
  },
  TagValue: {
    accepts: text((value) => value.length <= 256 && TAG_TEXT.test(value)),
    message: 'Use a tag value of at most 256 characters.',
  },
  RoleDescription: {
    accepts: text((value) => value.length <= 1000),
    message: 'Shorten the description to 1,000 characters.',
  },
} satisfies Record<string, FieldRule>;

const NUMBERS = {
  DurationSeconds: range(900, 43_200, 'Choose a duration from 900 to 43,200 seconds.'),
  MaxSessionDuration: range(
    3600,
    43_200,
    'Choose a maximum session length from 3,600 to 43,200 seconds.',
  ),
  SessionTagCount: atMost(50, 'Pass at most 50 session tags.'),
  TagCount: atMost(50, 'Keep at most 50 tags.'),
  EntityTagCount: atMost(50, 'Keep at most 50 tags.'),
  SessionPolicyArnCount: atMost(10, 'Pass at most 10 managed session policies.'),
  PolicyArnCount: atMost(10, 'Pass at most 10 managed session policies.'),
  PolicyVersionCount: atMost(5, 'Keep at most 5 versions of a policy.'),
  GroupsPerUser: atMost(10, 'Put a user into at most 10 groups.'),
  ManagedPoliciesPerRole: atMost(10, 'Attach at most 10 managed policies.'),
  ManagedPoliciesPerUser: atMost(10, 'Attach at most 10 managed policies.'),
  ManagedPoliciesPerGroup: atMost(10, 'Attach at most 10 managed policies.'),
  OuDepth: atMost(5, 'Nest organizational units at most 5 deep.'),
  TrustPolicyLength: atMost(2048, 'Shorten the trust policy to 2,048 characters.'),
  ManagedPolicyLength: atMost(6144, 'Shorten the managed policy to 6,144 characters.'),
  InlinePolicyTotalUser: atMost(
    2048,
    "Shorten the user's inline policies to 2,048 characters together.",
  ),
  InlinePolicyTotalGroup: atMost(
    5120,
    "Shorten the group's inline policies to 5,120 characters together.",
  ),
  InlinePolicyTotalRole: atMost(
    10_240,
    "Shorten the role's inline policies to 10,240 characters together.",
  ),
  SessionPolicyLength: atMost(2048, 'Shorten the session policy to 2,048 characters.'),
  BucketPolicyLength: atMost(20_480, 'Shorten the bucket policy to 20 kB.'),
  KeyPolicyLength: atMost(32_768, 'Shorten the key policy to 32 kB.'),
  ServiceControlPolicyLength: atMost(5120, 'Shorten the policy to 5,120 characters.'),
  ResourceControlPolicyLength: atMost(5120, 'Shorten the policy to 5,120 characters.'),
} satisfies Record<string, FieldRule>;

export type FieldName = keyof typeof NAMES | keyof typeof NUMBERS;

/** Limits and names of IAM and STS, as AWS publishes them. */
export const FIELD_RULES: Record<FieldName, FieldRule> = { ...NAMES, ...NUMBERS };
