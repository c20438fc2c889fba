import type { Caller } from './authorize/caller';
import type { Progress } from './progress';
import type { Bearer } from './sts/unsigned';
import type { AwsError } from './wire/aws-error';
import { wireCode } from './wire/error-response';
import { type LiveWorld, type LoggedCall, logCall } from './world/live-world';

/** Members of inputs that hold no secret, by CloudTrail's names where they differ. */
const TOLD = new Set(
  `AccessKeyId AccountId AccountName Action AliasName AssumeRolePolicyDocument AWSServiceName
  Bucket ChildId ClientIDList Description DestinationParentId DryRun DurationSeconds
  EffectiveResource Email Filter GranteePrincipal GrantId GroupName InstanceProfileName
  KeyId KeySpec KeyUsage Key Marker MaxItems MaxKeys MaxSessionDuration Name NewPath
  NewUserName OpenIDConnectProviderArn Operation ParentId Path PathPrefix
  PermissionsBoundary Policy PolicyArn PolicyDocument PolicyId PolicyName
  PolicySourceArn PolicyType Prefix PrincipalArn ProviderId RetiringPrincipal RoleArn
  RoleName RoleSessionName RootId SAMLProviderArn SerialNumber SetAsDefault
  SourceIdentity SourceParentId Status TargetId TargetKeyId Url UserName VersionId
  VirtualMFADeviceName`.split(/\s+/),
);
const RENAMED: Record<string, string> = {
  Bucket: 'bucketName',
  AWSServiceName: 'aWSServiceName',
};
const LONGEST = 2048;
/** CloudTrail keeps so much of an error's message. */
const LONGEST_MESSAGE = 1024;

const trailName = (name: string): string =>
  RENAMED[name] ?? name.charAt(0).toLowerCase() + name.slice(1);

/** What CloudTrail tells as a list: the tags of a session, for whom it is told why it was taken. */
function listTold(name: string, value: unknown): object | null {
  if (!Array.isArray(value)) return null;
  if (name === 'TransitiveTagKeys') return value;
  if (name !== 'Tags') return null;
  return value.map(({ Key, Value }: { Key: string; Value: string }) => ({
    key: Key,
    value: Value,
  }));
}

type Told = [name: string, told: string | object];

function parametersOf(input: object): LoggedCall['requestParameters'] {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]: [string, unknown]): Told[] => {
      const list = listTold(name, value);
      if (list) return [[trailName(name), list]];
      const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
      const text = isPlain ? String(value) : '';
      return isPlain && TOLD.has(name) && text.length <= LONGEST
        ? [[trailName(name), text]]
        : [];
    }),
  );
}

const MADE =
  /^(?:Arn|AccessKeyId|AssumedRoleId|FederatedUserId|KeyId|GrantId|Id|SourceIdentity|\w+(?:Arn|Id))$/;
const MOST_MADE = 20;

/** `Nov 24, 2026, 9:30:00 AM`, as CloudTrail tells the end of a session. */
const END_FORMAT = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

function toldOf(name: string, value: unknown): string | null {
  if (name === 'Expiration' && value instanceof Date) return END_FORMAT.format(value);
  return typeof value === 'string' && MADE.test(name) ? value : null;
}

/** Ids and ARNs of what a writing call answered, and its end, by the path to them. */
function elementsOf(output: object, path = ''): [string, string][] {
  return Object.entries(output).flatMap(([name, value]: [string, unknown]) => {
    const place = path === '' ? trailName(name) : `${path}.${trailName(name)}`;
    const told = toldOf(name, value);
    if (told !== null) return [[place, told]];
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isPart && path === '' ? elementsOf(value, place) : [];
  });
}

const READS =
  /^(?:AssumeRole|Check|Decode|Decrypt|Describe|Download|Encrypt|Generate|Get|Head|List|Lookup|ReEncrypt|Simulate|Validate|Verify)/;

const isReadOnly = (operation: string): boolean => READS.test(operation);

type Who = Pick<
  LoggedCall,
  | 'accountId'
  | 'principalArn'
  | 'principalId'
  | 'sessionName'
  | 'sessionIssuerArn'
  | 'accessKeyId'
  | 'isMfa'
>;

const whoOf = (caller: Caller): Who => ({
  accountId: caller.account.id,
  principalArn: caller.arn,
  principalId: caller.userId,
  sessionName: caller.kind === 'role' ? caller.session.sessionName : null,
  sessionIssuerArn: caller.kind === 'role' ? caller.role.arn : null,
  accessKeyId: caller.key.id,
  isMfa: caller.key.mfaAt !== null,
});

/** Callers with a token have no keys yet; CloudTrail names them by issuer and subject. */
const whoBears = ({ accountId, principal, sessionName }: Bearer): Who => ({
  accountId,
  principalArn: principal,
  principalId: principal,
  sessionName,
  sessionIssuerArn: null,
  accessKeyId: null,
  isMfa: false,
});

function loggedWho({ who, bearer }: Progress): { live: LiveWorld; who: Who } | null {
  if (who) return { live: who.live, who: whoOf(who.caller) };
  return bearer && { live: bearer.live, who: whoBears(bearer) };
}

/**
 * One call for the world's log. A call that nobody could be found behind belongs to no world.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function writeLog(progress: Progress, error: AwsError | null): void {
  const { service, operation, dialect } = progress;
  const logged = loggedWho(progress);
  if (!logged) return;
  const { live, who } = logged;
  const code = error && wireCode(dialect, error).code;
  const isWrite = !isReadOnly(operation) || service === 'sts';
  logCall(live, {
    at: new Date(live.now()).toISOString(),
    service,
    operation,
    ...who,
    outcome: code ?? 'ok',
    requestId: progress.requestId,
    region: progress.region,
    userAgent: progress.userAgent,
    errorMessage: error?.message.slice(0, LONGEST_MESSAGE) ?? null,
    resources: [...progress.trace.resources],
    readOnly: isReadOnly(operation),
    requestParameters: parametersOf(progress.input),
    responseElements: isWrite
      ? Object.fromEntries(elementsOf(progress.output).slice(0, MOST_MADE))
      : {},
  });
}
