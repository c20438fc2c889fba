import {
  ACCOUNT_ID_PATTERN,
  BUCKET_NAME_PATTERN,
  ROLE_ARN_PATTERN,
} from '@/lib/core/patterns';
import type { TextRule } from './field-rule';

/** `\w` is ASCII only, here as in AWS's own patterns. */
const NAME = /^[\w+=,.@-]*$/;
const NAME_CHARACTERS = 'letters, digits and + = , . @ _ -';
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const RESERVED = /^aws:/i;

const text = (
  [min, max]: [number, number],
  pattern: RegExp,
  message: string,
  reserved: RegExp | null = null,
): TextRule => ({ kind: 'text', min, max, pattern, reserved, message });

const name = (what: string, most: number): TextRule =>
  text([1, most], NAME, `Use 1 to ${most} ${NAME_CHARACTERS} for the ${what} name.`);

const uniqueId = (what: string, prefix: string): TextRule =>
  text(
    [16, 128],
    new RegExp(`^${prefix}\\w*$`),
    `Give the id of a ${what}: it begins with ${prefix} and has 16 to 128 letters and digits.`,
  );

/**
 * Names, ids and other texts of IAM and STS, with AWS's limits in characters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const TEXT_RULES = {
  RoleName: name('role', 64),
  UserName: name('user', 64),
  GroupName: name('group', 128),
  PolicyName: name('policy', 128),
  InstanceProfileName: name('instance profile', 128),
  VirtualMfaDeviceName: name('MFA device', 226),
  SamlProviderName: text(
    [1, 128],
    /^[\w.-]*$/,
    'Use 1 to 128 letters, digits and . _ - for the provider name.',
  ),
  ProviderUrl: text(
    [1, 255],
    /^https:\/\/([a-z0-9.-]+(?::\d+)?(?:\/[^\s?#]*)?)$/i,
    'Give the issuer as https:// and a host, with its path and without a query, in at most 255 characters.',
  ),
  ClientId: text(
    [1, 255],
    /^[^\s]*$/,
    'Give the audience in 1 to 255 characters without spaces.',
  ),
  Thumbprint: text(
    [40, 40],
    /^[0-9a-f]*$/i,
    'Give the 40 hexadecimal digits of the SHA-1 of a certificate.',
  ),
  FederatedUserName: text(
    [2, 32],
    NAME,
    `Use 2 to 32 ${NAME_CHARACTERS} for the federated user.`,
  ),
  AccountAlias: text(
    [3, 63],
    /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/,
    'Use 3 to 63 lower-case letters, digits and single hyphens for the alias.',
  ),
  Path: text(
    [1, 512],
    /^\/(?:[!-~]+\/)?$/,
    'Begin and end the path with /, without spaces, in at most 512 characters.',
  ),
  /** Path and name as the console's switch-role page takes them: `team/ops/deploy`. */
  SwitchRoleName: text(
    [1, 64],
    /^\/?(?:[!-~]+\/)?[\w+=,.@-]+$/,
    'Shorten path and role name to 64 characters together: people cannot switch to a longer one in the AWS console.',
  ),
  RoleSessionName: text(
    [2, 64],
    NAME,
    `Use 2 to 64 ${NAME_CHARACTERS} for the session name.`,
  ),
  SourceIdentity: text(
    [2, 64],
    NAME,
    `Use 2 to 64 ${NAME_CHARACTERS} for the source identity, not beginning with aws:.`,
    RESERVED,
  ),
  ExternalId: text(
    [2, 1224],
    /^[\w+=,.@:/-]*$/,
    'Use 2 to 1,224 letters, digits and + = , . @ : / _ - for the external ID.',
  ),
  AccountId: text(
    [12, 12],
    ACCOUNT_ID_PATTERN,
    'Give the 12 digits of the account ID, leading zeros included.',
  ),
  BucketName: text(
    [3, 63],
    BUCKET_NAME_PATTERN,
    'Use 3 to 63 lower-case letters, digits, dots and hyphens for the bucket name.',
  ),
  RoleArn: text(
    [20, 2048],
    ROLE_ARN_PATTERN,
    'Give the ARN of a role: arn:aws:iam::<12 digits>:role/<name>.',
  ),
  PolicyArn: text(
    [20, 2048],
    /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/(?:[!-~]{1,510}\/)?[\w+=,.@-]{1,128}$/,
    'Give the ARN of a managed policy: arn:aws:iam::<12 digits or aws>:policy/<name>.',
  ),
  UserId: uniqueId('user', 'AIDA'),
  RoleId: uniqueId('role', 'AROA'),
  GroupId: uniqueId('group', 'AGPA'),
  PolicyId: uniqueId('managed policy', 'ANPA'),
  InstanceProfileId: uniqueId('instance profile', 'AIPA'),
  OrganizationId: text(
    [12, 34],
    /^o-[a-z0-9]*$/,
    'Give the id of an organisation: o- and 10 to 32 lower-case letters and digits.',
  ),
  RootId: text(
    [6, 34],
    /^r-[a-z0-9]*$/,
    'Give the id of a root: r- and 4 to 32 lower-case letters and digits.',
  ),
  OuId: text(
    [16, 68],
    /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/,
    'Give the id of a unit: ou-, the 4 to 32 characters of its root, - and 8 to 32 lower-case letters and digits.',
  ),
  OrganizationPolicyId: text(
    [10, 130],
    /^p-\w*$/,
    'Give the id of a policy of the organisation: p- and 8 to 128 letters and digits.',
  ),
  OuName: text([1, 128], /^[\s\S]*$/, 'Use 1 to 128 characters for the unit’s name.'),
  PolicyVersionId: text(
    [2, 64],
    /^v[1-9]\d*(?:\.[A-Za-z0-9-]*)?$/,
    'Give the version of a policy: v and its number.',
  ),
  KeyAlias: text(
    [7, 256],
    /^alias\/(?!aws\/)[\w/-]+$/,
    'Write the alias as alias/ and letters, digits and / _ -, in at most 256 characters, not beginning with alias/aws/.',
  ),
  AccessKeyId: text(
    [16, 128],
    /^A[SK]IA\w*$/,
    'Give an access key id: it begins with AKIA or ASIA and has 16 to 128 letters and digits.',
  ),
  SerialNumber: text(
    [9, 256],
    /^[\w+=/:,.@-]*$/,
    'Give the serial number or the ARN of the MFA device.',
  ),
  TokenCode: text([6, 6], /^\d*$/, 'Give the 6 digits that the MFA device shows.'),
  TagKey: text(
    [1, 128],
    TAG_TEXT,
    'Use a tag key of 1 to 128 letters, digits, spaces and _ . : / = + - @ that does not begin with aws:.',
    RESERVED,
  ),
  TagValue: text(
    [0, 256],
    TAG_TEXT,
    'Use a tag value of at most 256 letters, digits, spaces and _ . : / = + - @.',
  ),
  RoleDescription: text(
    [0, 1000],
    /^[\t\n\r\u0020-\u007e\u00a1-\u00ff]*$/,
    'Shorten the description to 1,000 plain Latin characters.',
  ),
  /** What may stand in a policy; how much may, is a matter of its kind. */
  PolicyDocument: text(
    [1, 131_072],
    /^[\t\n\r\u0020-\u00ff]*$/,
    'Use plain Latin characters: AWS refuses others.',
  ),
} satisfies Record<string, TextRule>;
