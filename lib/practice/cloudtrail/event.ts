import { createHash } from 'node:crypto';
import type { Event, Resource } from '@aws-sdk/client-cloudtrail';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import { lookUp } from '@/lib/core/look-up';
import type { LoggedCall } from '../world/live-world';

const EVENT_VERSION = '1.11';

/** The same id for the same call, in the shape of CloudTrail's. */
function eventIdOf({ requestId }: LoggedCall): string {
  const hex = createHash('sha256').update(`event:${requestId}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}

const TYPES: Record<string, string> = {
  role: 'AWS::IAM::Role',
  user: 'AWS::IAM::User',
  group: 'AWS::IAM::Group',
  policy: 'AWS::IAM::Policy',
  'oidc-provider': 'AWS::IAM::OIDCProvider',
  'saml-provider': 'AWS::IAM::SAMLProvider',
  'instance-profile': 'AWS::IAM::InstanceProfile',
  key: 'AWS::KMS::Key',
  alias: 'AWS::KMS::Alias',
};

function resourceOf(arn: string): Resource[] {
  const parts = parseArn(arn);
  if (!parts) return [];
  if (parts.service === 's3')
    return [
      { ResourceType: 'AWS::S3::Bucket', ResourceName: parts.resource.split('/')[0] },
    ];
  const type = lookUp(TYPES, parts.resource.split('/')[0] ?? '');
  if (!type) return [];
  return [
    { ResourceType: type, ResourceName: arn },
    ...(parts.service === 'iam'
      ? [{ ResourceType: type, ResourceName: nameOfArn(arn) }]
      : []),
  ];
}

/** Name of the user or of the role session behind a call. */
const userNameOf = ({ sessionName, principalArn }: LoggedCall): string | undefined =>
  sessionName ?? (principalArn ? nameOfArn(principalArn) : undefined);

const KINDS: [pattern: RegExp, type: string][] = [
  [/:assumed-role\//, 'AssumedRole'],
  [/:federated-user\//, 'FederatedUser'],
  [/:root$/, 'Root'],
];

function identityOf(call: LoggedCall): object {
  const arn = call.principalArn ?? '';
  const type = KINDS.find(([pattern]) => pattern.test(arn))?.[1] ?? 'IAMUser';
  const issuer = call.sessionIssuerArn;
  return {
    type,
    principalId: call.principalId ?? undefined,
    arn: call.principalArn ?? undefined,
    accountId: call.accountId ?? undefined,
    accessKeyId: call.accessKeyId ?? undefined,
    userName: type === 'IAMUser' ? userNameOf(call) : undefined,
    ...(issuer && {
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: call.principalId?.split(':')[0],
          arn: issuer,
          accountId: parseArn(issuer)?.accountId,
          userName: nameOfArn(issuer),
        },
        attributes: { mfaAuthenticated: String(call.isMfa) },
      },
    }),
  };
}

const orNull = (members: Record<string, unknown>): object | null =>
  Object.keys(members).length > 0 ? members : null;

/** `credentials.accessKeyId` is a member of `credentials` in a record. */
function nested(members: Record<string, string>): Record<string, unknown> {
  const parts: Record<string, Record<string, string>> = {};
  const whole: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(members)) {
    const [head = '', member] = path.split('.');
    if (member === undefined) whole[head] = value;
    else parts[head] = { ...parts[head], [member]: value };
  }
  return { ...whole, ...parts };
}

/** CloudTrail keeps times in whole seconds. */
const timeOf = ({ at }: LoggedCall): Date =>
  new Date(Math.floor(Date.parse(at) / 1000) * 1000);

function recordOf(call: LoggedCall, recipientAccountId: string): object {
  return {
    eventVersion: EVENT_VERSION,
    userIdentity: identityOf(call),
    eventTime: timeOf(call).toISOString().replace('.000Z', 'Z'),
    eventSource: call.eventSource,
    eventName: call.eventName,
    awsRegion: call.region,
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent,
    ...(call.errorCode !== null && { errorCode: call.errorCode }),
    ...(call.errorMessage !== null && { errorMessage: call.errorMessage }),
    requestParameters: orNull(call.requestParameters),
    responseElements: orNull(nested(call.responseElements)),
    requestID: call.requestId,
    eventID: eventIdOf(call),
    readOnly: call.readOnly,
    resources: call.resources.map((ARN) => ({
      ARN,
      accountId: parseArn(ARN)?.accountId,
    })),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId,
    eventCategory: 'Management',
  };
}

/**
 * One call as LookupEvents tells it to an account.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const eventOf = (call: LoggedCall, recipientAccountId: string): Event => ({
  EventId: eventIdOf(call),
  EventName: call.eventName,
  ReadOnly: String(call.readOnly),
  AccessKeyId: call.accessKeyId ?? undefined,
  EventTime: timeOf(call),
  EventSource: call.eventSource,
  Username: userNameOf(call),
  Resources: call.resources.flatMap(resourceOf),
  CloudTrailEvent: JSON.stringify(recordOf(call, recipientAccountId)),
});
