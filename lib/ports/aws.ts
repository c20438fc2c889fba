import type { AwsTarget, AwsWrite, Bond, TargetState } from '@/lib/core/aws-writes';
import type { Result } from '@/lib/core/result';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type { TrailQuery, TrailReading } from './trail';

/** How this console reaches one account. Endpoints are explicit; ambient ones are ignored. */
export type AwsConnection =
  | {
      kind: 'practice';
      worldId: string;
      accountId: string;
      partition: string;
      region: string;
    }
  | {
      kind: 'profile';
      accountId: string;
      partition: string;
      region: string;
      profile: string;
    }
  | { kind: 'ambient'; accountId: string; partition: string; region: string }
  | {
      kind: 'assumed';
      accountId: string;
      partition: string;
      region: string;
      readRoleArn: string;
      writeRoleArn: string | null;
      externalId: string;
      /** The connection that assumes the spoke roles. Never itself of kind assumed. */
      hub: AwsConnection;
    };

/** What AWS answered when it refused, or why it could not be asked. */
export type AwsFailure =
  | {
      kind: 'refused';
      operation: string;
      code: string;
      message: string;
      requestId: string | null;
    }
  | { kind: 'throttled'; operation: string; retryAfterSeconds: number }
  | { kind: 'unreachable'; operation: string; message: string }
  | { kind: 'not_configured'; message: string };

/** Temporary credentials. Never stored, never logged. */
export type AwsCredentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | null;
  expiresAt: Date | null;
};

export type CallerIdentity = { accountId: string; arn: string; userId: string };

/** One account as it was read. `missing` names the actions AWS refused. */
export type AccountReading = {
  account: CollectedAccount;
  missing: { action: string; sentence: string }[];
};

export type OrganizationReading = {
  organizationId: string;
  managementAccountId: string;
  accounts: { id: string; name: string; ouPath: string; status: string }[];
  /** OUs and SCPs, when they could be read. */
  org: CollectedOrg | null;
};

export type AssumeRoleRequest = {
  roleArn: string;
  sessionName: string;
  durationSeconds: number;
  externalId?: string;
  sourceIdentity?: string;
  /** Of the session, and of every one that is taken from it. */
  tags?: Record<string, string>;
  sessionPolicy?: string;
  /** Managed policies that cut the session down as well. */
  sessionPolicyArns?: string[];
};

export type AssumeByTokenRequest = {
  roleArn: string;
  /** A signed token of an issuer that the role's account knows. A secret. */
  token: string;
  sessionName: string;
  durationSeconds: number;
  sessionPolicy?: string;
  sessionPolicyArns?: string[];
};

export type AssumedRole = {
  credentials: AwsCredentials & { sessionToken: string; expiresAt: Date };
  assumedRoleArn: string;
  assumedRoleId: string;
};

/** A principal the console would like to act as, to prove something. */
export type ActAs = { principalArn: string; withMfa: boolean };

/** Somebody for whom an identity provider speaks. */
export type SignIn =
  | { kind: 'token'; issuer: string; claims: Record<string, string> }
  | {
      kind: 'saml';
      providerArn: string;
      audience: string;
      subject: string;
      /** What else the assertion says to AWS, such as `PrincipalTag:team`. */
      attributes: Record<string, string[]>;
    };

/** `owner`: the account that has the bucket, where it is not the connected one. */
export type S3Call = { owner?: string } & (
  | { kind: 'put'; bucket: string; key: string; body: string }
  | { kind: 'get'; bucket: string; key: string; isFirstByteOnly?: true }
  | { kind: 'head'; bucket: string; key: string }
  | { kind: 'list'; bucket: string; prefix: string }
  | { kind: 'delete'; bucket: string; key: string }
);

/** A use of a key that KMS tells of by a dry run. */
export type KeyTrial = {
  action:
    | 'kms:Decrypt'
    | 'kms:Encrypt'
    | 'kms:GenerateDataKey'
    | 'kms:GenerateDataKeyWithoutPlaintext';
  keyArn: string;
};

/** How an object is encrypted, as S3 says beside it: `aws:kms`, and with which key. */
export type S3Encryption = { algorithm: string; keyArn: string | null };

/** `firstKey` is the first key that a list found; `encryption` is that of one object. */
export type S3Answer = { status: number; firstKey?: string; encryption?: S3Encryption };

export type ConsoleSignInRequest = {
  credentials: AwsCredentials & { sessionToken: string };
  partition: string;
  issuer: string;
  /** Path and query on the partition's console host, made by us from a table. */
  destination: string;
  /** Ends the console session of the browser first, where the partition has a way to. */
  isSignOutFirst?: boolean;
};

/** The world's door to AWS. Every method is one use; none of them throws for what AWS says. */
export type Aws = {
  whoAmI(connection: AwsConnection): Promise<Result<CallerIdentity, AwsFailure>>;
  readAccount(
    connection: AwsConnection,
    onProgress: (progress: { rolesRead: number }) => void,
  ): Promise<Result<AccountReading, AwsFailure>>;
  readOrganization(
    connection: AwsConnection,
  ): Promise<Result<OrganizationReading, AwsFailure>>;
  readTarget(
    connection: AwsConnection,
    target: AwsTarget,
  ): Promise<Result<TargetState, AwsFailure>>;
  /** What hangs on a role, a managed policy or an instance profile; nothing on all else. */
  listBonds(
    connection: AwsConnection,
    object: AwsTarget,
  ): Promise<Result<Bond[], AwsFailure>>;
  write(
    connection: AwsConnection,
    write: AwsWrite,
  ): Promise<Result<{ requestId: string }, AwsFailure>>;
  /** AssumeRole by the connection's own identity (the hub for credentials). */
  assumeRole(
    connection: AwsConnection,
    request: AssumeRoleRequest,
  ): Promise<Result<AssumedRole, AwsFailure>>;
  /** AssumeRole by credentials in hand. */
  assumeRoleWith(
    connection: AwsConnection,
    credentials: AwsCredentials,
    request: AssumeRoleRequest,
  ): Promise<Result<AssumedRole, AwsFailure>>;
  /** AssumeRoleWithWebIdentity: nobody's keys are needed, the token says who asks. */
  assumeRoleByToken(
    connection: AwsConnection,
    request: AssumeByTokenRequest,
  ): Promise<Result<AssumedRole, AwsFailure>>;
  /** Credentials of a principal of the connected account, or why we cannot act as it. */
  actAs(
    connection: AwsConnection,
    who: ActAs,
  ): Promise<Result<AwsCredentials, AwsFailure>>;
  /**
   * Takes a role by a token or an assertion made for the purpose. Only the identity providers
   * of practice accounts make some for us; of others the answer is why it was not tried.
   */
  assumeBySignIn(
    connection: AwsConnection,
    signIn: SignIn,
    request: AssumeRoleRequest,
  ): Promise<Result<AssumedRole, AwsFailure>>;
  s3(
    connection: AwsConnection,
    credentials: AwsCredentials,
    call: S3Call,
  ): Promise<Result<S3Answer, AwsFailure>>;
  /** Whether a key may be used, by a dry run: KMS does nothing. */
  tryKey(
    connection: AwsConnection,
    credentials: AwsCredentials,
    trial: KeyTrial,
  ): Promise<Result<null, AwsFailure>>;
  /** A call that changes nothing (iam:GetAccountSummary), to see whether it is denied. */
  probe(
    connection: AwsConnection,
    credentials: AwsCredentials,
  ): Promise<Result<null, AwsFailure>>;
  /** Management events of the account, as CloudTrail keeps them for 90 days. */
  lookupEvents(
    connection: AwsConnection,
    query: TrailQuery,
  ): Promise<Result<TrailReading, AwsFailure>>;
  /** The one-time sign-in URL: a secret, for a 303 and nothing else. */
  consoleSignInUrl(
    connection: AwsConnection,
    request: ConsoleSignInRequest,
  ): Promise<Result<string, AwsFailure>>;
};
