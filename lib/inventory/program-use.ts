import { parseArn } from '@/lib/core/arn';
import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import type { RoleDetail } from '@/lib/iam/world';
import { writable } from './own-use';
import type { ProgramUse } from './role-schema';
import { callerOf, easiestWay } from './trust-ways';

const SESSION = 'my-program';

/**
 * How a program whose identity a role trusts takes it by an AWS SDK; null where the trust names
 * no account, user or role. Of several ways the one that asks least.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export function programUseOf(
  role: RoleDetail,
  { endpointUrl }: { endpointUrl: string | null },
): ProgramUse | null {
  const way = easiestWay(role, callerOf);
  if (!way) return null;
  if (way.isMfaAsked)
    return {
      cause:
        'the trust policy asks for a second factor, which a program has not. Give the program a statement of its own.',
    };
  const partition = Partition.safeParse(parseArn(role.Arn)?.partition);
  const usual = PARTITIONS[partition.data ?? 'aws'].defaultRegion;
  const externalId = way.externalId && writable('ExternalId', way.externalId);
  const told: Told = {
    roleArn: JSON.stringify(role.Arn),
    region: JSON.stringify(role.RoleLastUsed?.Region ?? usual),
    externalId: externalId && JSON.stringify(externalId),
    endpoint: endpointUrl && JSON.stringify(endpointUrl),
  };
  return { javascript: javascriptOf(told), python: pythonOf(told) };
}

/** As texts in double quotes, which both languages read alike. */
type Told = {
  roleArn: string;
  region: string;
  externalId: string | null;
  endpoint: string | null;
};

const javascriptOf = ({ roleArn, region, externalId, endpoint }: Told): string =>
  [
    'import { S3Client } from "@aws-sdk/client-s3";',
    'import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";',
    '',
    '// Takes the role when it is needed, and again before the hour is over.',
    'const credentials = fromTemporaryCredentials({',
    ...(endpoint
      ? [`  clientConfig: { region: ${region}, endpoint: ${endpoint} },`]
      : [`  clientConfig: { region: ${region} },`]),
    '  params: {',
    `    RoleArn: ${roleArn},`,
    `    RoleSessionName: "${SESSION}",`,
    ...(externalId ? [`    ExternalId: ${externalId},`] : []),
    '  },',
    '});',
    ...(endpoint
      ? [
          `const s3 = new S3Client({ region: ${region}, endpoint: ${endpoint}, credentials });`,
        ]
      : [`const s3 = new S3Client({ region: ${region}, credentials });`]),
    '',
  ].join('\n');

const pythonOf = ({ roleArn, region, externalId, endpoint }: Told): string => {
  const place = endpoint ? `, endpoint_url=${endpoint}` : '';
  return [
    'import boto3',
    '',
    '# Good for an hour: take it again before.',
    `sts = boto3.client("sts", region_name=${region}${place})`,
    'keys = sts.assume_role(',
    `    RoleArn=${roleArn},`,
    `    RoleSessionName="${SESSION}",`,
    ...(externalId ? [`    ExternalId=${externalId},`] : []),
    ')["Credentials"]',
    's3 = boto3.client(',
    `    "s3", region_name=${region}${place},`,
    '    aws_access_key_id=keys["AccessKeyId"],',
    '    aws_secret_access_key=keys["SecretAccessKey"],',
    '    aws_session_token=keys["SessionToken"],',
    ')',
    '',
  ].join('\n');
};
