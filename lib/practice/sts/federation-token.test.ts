import {
  CreateUserCommand,
  DeleteUserPolicyCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import {
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  type GetFederationTokenCommandInput,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, roleArn, userArn } from '../seed/document';
import { clientsOf, codeOf, messageOf } from '../test-practice';
import { assume, type Clients, practice, startCrossings } from './test-crossings';

const ACCOUNT = ACME.tooling;
const BROKER = userArn(ACCOUNT, 'broker');
const DESK = `arn:aws:sts::${ACCOUNT}:federated-user/desk`;
const BUCKETS = documentOf(allow('s3:ListAllMyBuckets'));
const listBuckets = new ListBucketsCommand({});
let broker: Clients;

beforeAll(async () => {
  await startCrossings();
  const { iam } = await practice.admin(ACCOUNT);
  await iam.send(new CreateUserCommand({ UserName: 'broker' }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'broker',
      PolicyName: 'federate',
      PolicyDocument: documentOf(
        allow(['sts:GetFederationToken', 'sts:TagSession'], DESK),
        allow(['s3:ListAllMyBuckets', 'iam:ListUsers', 'sts:*']),
      ),
    }),
  );
  broker = await practice.as(BROKER);
});
afterAll(() => practice.stop());

const federate = (who: Clients, more: Partial<GetFederationTokenCommandInput> = {}) =>
  who.sts.send(new GetFederationTokenCommand({ Name: 'desk', ...more }));

async function desk(
  more: Partial<GetFederationTokenCommandInput> = {},
): Promise<Clients> {
  const { Credentials } = await federate(broker, more);
  return clientsOf(practice.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
}

describe('a federated user', () => {
  it('is who GetFederationToken said', async () => {
    const { FederatedUser, PackedPolicySize } = await federate(broker, {
      Policy: BUCKETS,
    });
    expect(FederatedUser).toEqual({ Arn: DESK, FederatedUserId: `${ACCOUNT}:desk` });
    expect(PackedPolicySize).toBeGreaterThan(0);
    const who = await (await desk()).sts.send(new GetCallerIdentityCommand({}));
    expect(who).toMatchObject({ Account: ACCOUNT, Arn: DESK, UserId: `${ACCOUNT}:desk` });
  });

  it('may do what both its user and its session policy allow, and nothing without one', async () => {
    const silent = await desk();
    expect(await messageOf(silent.s3.send(listBuckets))).toContain(
      `User: ${DESK} is not`,
    );
    const reader = await desk({ Policy: BUCKETS });
    expect(await codeOf(reader.s3.send(listBuckets))).toBe('ok');
    const wider = await desk({ Policy: documentOf(allow('*')) });
    expect(await codeOf(wider.s3.send(listBuckets))).toBe('ok');
    const { iam } = await practice.admin(ACCOUNT);
    await iam.send(new CreateUserCommand({ UserName: 'poor' }));
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'poor',
        PolicyName: 'federate',
        PolicyDocument: documentOf(allow('sts:GetFederationToken')),
      }),
    );
    const poor = await federate(await practice.as(userArn(ACCOUNT, 'poor')), {
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
    });
    const session = clientsOf(practice.url, {
      accessKeyId: poor.Credentials?.AccessKeyId ?? '',
      secretAccessKey: poor.Credentials?.SecretAccessKey ?? '',
      sessionToken: poor.Credentials?.SessionToken ?? '',
    });
    expect(await codeOf(session.s3.send(listBuckets))).toBe('AccessDenied');
  });

  it('is let in by a bucket policy that names it, without a session policy', async () => {
    const { s3 } = await practice.admin(ACCOUNT);
    const { Buckets } = await s3.send(listBuckets);
    const Bucket = Buckets?.[0]?.Name ?? '';
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: documentOf({
          ...allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`),
          Principal: { AWS: DESK },
        }),
      }),
    );
    const list = new ListObjectsV2Command({ Bucket });
    expect(await codeOf((await desk()).s3.send(list))).toBe('ok');
    expect(await codeOf((await desk()).s3.send(listBuckets))).toBe('AccessDenied');
  });

  it('carries its tags, which need sts:TagSession', async () => {
    const policy = documentOf(
      allow('s3:ListAllMyBuckets', '*', {
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'desk' } },
      }),
    );
    const tagged = await desk({ Policy: policy, Tags: [{ Key: 'team', Value: 'desk' }] });
    expect(await codeOf(tagged.s3.send(listBuckets))).toBe('ok');
    const other = await desk({ Policy: policy, Tags: [{ Key: 'team', Value: 'x' }] });
    expect(await codeOf(other.s3.send(listBuckets))).toBe('AccessDenied');
    const poor = await practice.as(userArn(ACCOUNT, 'poor'));
    const refused = federate(poor, { Tags: [{ Key: 'team', Value: 'desk' }] });
    expect(await messageOf(refused)).toContain(
      'not authorized to perform: sts:TagSession',
    );
  });

  it('reaches nothing of IAM, and of STS only who it is', async () => {
    const wide = await desk({ Policy: documentOf(allow('*')) });
    expect(await codeOf(wide.iam.send(new ListUsersCommand({})))).toBe(
      'InvalidClientTokenId',
    );
    const info = new GetAccessKeyInfoCommand({ AccessKeyId: 'ASIAPRACTICEAAAAAAAA' });
    expect(await codeOf(wide.sts.send(info))).toBe('InvalidClientTokenId');
    const decode = new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' });
    expect(await codeOf(wide.sts.send(decode))).toBe('InvalidClientTokenId');
    expect(await codeOf(assume(wide, roleArn(ACCOUNT, 'm-any')))).toBe('AccessDenied');
    expect(await messageOf(federate(wide))).toBe(
      'Cannot call GetFederationToken with session credentials',
    );
    expect(await messageOf(wide.sts.send(new GetSessionTokenCommand({})))).toBe(
      'Cannot call GetSessionToken with session credentials',
    );
  });

  it('ends with its time', async () => {
    const session = await desk({ DurationSeconds: 900 });
    const who = new GetCallerIdentityCommand({});
    await practice.control('POST', '/clock', { advanceSeconds: 901 });
    expect(await codeOf(session.sts.send(who))).toBe('ExpiredToken');
  });
});

describe('GetFederationToken', () => {
  it('needs permission for the name it gives', async () => {
    const refused = federate(await practice.as(userArn(ACCOUNT, 'bob')));
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: ${userArn(ACCOUNT, 'bob')} is not authorized to perform: sts:GetFederationToken on resource: ${DESK} because no identity-based policy allows the sts:GetFederationToken action`,
    });
  });

  it('takes long-term keys of a user only', async () => {
    const role = await practice.as(roleArn(ACME.prod, 'prod-read'));
    const message = 'Cannot call GetFederationToken with session credentials';
    expect(await messageOf(federate(role))).toBe(message);
    expect(await messageOf(federate(await practice.as(BROKER, { mfa: true })))).toBe(
      message,
    );
  });

  it.each([
    { Name: 'x' },
    { Name: 'a'.repeat(33) },
    { Name: 'a b' },
    { DurationSeconds: 899 },
    { DurationSeconds: 129_601 },
  ])('refuses %j', async (more) => {
    expect(await codeOf(federate(broker, more))).toBe('ValidationError');
  });

  it('refuses a policy that cannot be read', async () => {
    expect(await codeOf(federate(broker, { Policy: '{' }))).toBe(
      'MalformedPolicyDocumentException',
    );
  });
});

it('has nothing to give to a user whose permission was taken away', async () => {
  const session = await desk({ Policy: BUCKETS });
  const { iam } = await practice.admin(ACCOUNT);
  await iam.send(
    new DeleteUserPolicyCommand({ UserName: 'broker', PolicyName: 'federate' }),
  );
  expect(await codeOf(session.s3.send(listBuckets))).toBe('AccessDenied');
});
