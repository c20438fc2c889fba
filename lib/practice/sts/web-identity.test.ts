import {
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CreateRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { fromTokenFile, fromWebToken } from '@aws-sdk/credential-providers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, roleArn, type SeedStatement } from '../seed/document';
import {
  clientsOf,
  codeOf,
  messageOf,
  startTestPractice,
  worldOf,
} from '../test-practice';

const ACCOUNT = ACME.prod;
const HOST = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${HOST}`;
const MAIN = 'repo:acme/shop:ref:refs/heads/main';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let folder: string;
/** Brings no keys at all. */
let nobody: STSClient;

const trustsToken = (
  conditions: Record<string, string>,
  more: Partial<SeedStatement> = {},
): SeedStatement => ({
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: conditions },
  ...more,
});

async function makeRole(RoleName: string, ...trust: SeedStatement[]): Promise<string> {
  const { iam } = await practice.admin(ACCOUNT);
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: documentOf(...trust),
      MaxSessionDuration: 7200,
    }),
  );
  return roleArn(ACCOUNT, RoleName);
}

const assume = (
  WebIdentityToken: string,
  RoleArn: string,
  more: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
) =>
  nobody.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn,
      RoleSessionName: 'run-7',
      WebIdentityToken,
      ...more,
    }),
  );

const tokenOf = async (claims: Record<string, unknown>) =>
  (await practice.mint('github', { sub: MAIN, ...claims })).token;

const clientsWith = ({ Credentials }: Awaited<ReturnType<typeof assume>>) =>
  clientsOf(practice.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });

let ship: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'practice-token-'));
  practice = await startTestPractice();
  nobody = new STSClient({ endpoint: practice.url, region: 'us-east-1', maxAttempts: 1 });
  ship = await makeRole(
    'ship',
    trustsToken({ [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: MAIN }),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await practice.stop();
});

describe('a web identity token', () => {
  it('gives a session of the role, and tells whose token it was', async () => {
    const taken = await assume(await tokenOf({}), ship, { DurationSeconds: 7200 });
    expect(taken).toMatchObject({
      SubjectFromWebIdentityToken: MAIN,
      Audience: 'sts.amazonaws.com',
      Provider: PROVIDER,
      AssumedRoleUser: { Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/ship/run-7` },
    });
    const session = clientsWith(taken);
    const who = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe(taken.AssumedRoleUser?.Arn);
    expect(who.UserId).toBe(taken.AssumedRoleUser?.AssumedRoleId);
    const { iam } = await practice.admin(ACCOUNT);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'ship' }));
    expect(Role?.RoleLastUsed?.LastUsedDate).toBeInstanceOf(Date);
  });

  it('may be signed with either algorithm', async () => {
    const { token } = await practice.mint('github', { sub: MAIN }, 'ES256');
    expect(await codeOf(assume(token, ship))).toBe('ok');
  });

  it('is refused when its subject is not the one that is trusted', async () => {
    const other = await tokenOf({ sub: 'repo:acme/shop:ref:refs/heads/dev' });
    await expect(assume(other, ship)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is refused in the same words for a role that does not exist', async () => {
    expect(await messageOf(assume(await tokenOf({}), roleArn(ACCOUNT, 'nobody')))).toBe(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
  });

  it('is refused for another audience than the provider has', async () => {
    const refused = assume(await tokenOf({ aud: 'https://example.com' }), ship);
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: 'Incorrect token audience',
    });
    expect(await messageOf(assume(await tokenOf({ azp: 'someone-else' }), ship))).toBe(
      'Incorrect token audience',
    );
  });

  it('is refused where the account has no provider for its issuer', async () => {
    const { token } = await practice.mint('gitlab', { sub: 'project_path:acme/shop' });
    const refused = assume(token, ship);
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: 'No OpenIDConnect provider found in your account for https://gitlab.com',
    });
  });

  it('is refused once it has expired, and before it is valid', async () => {
    const now = Math.floor(Date.now() / 1000);
    const late = assume(await tokenOf({ exp: now - 1 }), ship);
    await expect(late).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: expect.stringContaining('Token expired: current date/time'),
    });
    const early = assume(await tokenOf({ nbf: now + 600 }), ship);
    expect(await codeOf(early)).toBe('InvalidIdentityTokenException');
  });

  it.each(['sub', 'aud', 'exp'])('is refused without %s', async (claim) => {
    const refused = assume(await tokenOf({ [claim]: null }), ship);
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: `Missing a required claim: ${claim}`,
    });
  });
});

describe('a forged token', () => {
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const parts = async (): Promise<[string, string, string]> => {
    const [head = '', body = '', tail = ''] = (await tokenOf({})).split('.');
    return [head, body, tail];
  };
  const isRefused = async (token: string) =>
    expect(await codeOf(assume(token, ship))).toBe('InvalidIdentityTokenException');

  it('is refused without a signature', async () => {
    const [head, body] = await parts();
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    await isRefused(`${encode({ alg: 'none', kid })}.${body}.`);
    await isRefused(`${head}.${body}.`);
    await isRefused(`${encode({ alg: 'none' })}.${body}.`);
  });

  it('is refused when another key signed it', async () => {
    const [head, body] = await parts();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const tail = sign('sha256', Buffer.from(`${head}.${body}`), privateKey);
    await isRefused(`${head}.${body}.${tail.toString('base64url')}`);
  });

  it('is refused when a claim was changed, or the algorithm named is another', async () => {
    const [head, body, tail] = await parts();
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    await isRefused(`${head}.${encode({ ...claims, sub: 'repo:mallory/x' })}.${tail}`);
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    await isRefused(`${encode({ alg: 'HS256', kid })}.${body}.${tail}`);
  });

  it('is refused when it claims to be of another issuer than its key', async () => {
    const { token } = await practice.mint('gitlab', {
      sub: MAIN,
      iss: `https://${HOST}`,
    });
    await isRefused(token);
  });

  it.each(['garbage', 'a.b.c', 'e30.e30.', '....', 'ya29.access-token'])(
    'is refused when it is %j',
    isRefused,
  );

  it('of another world opens nothing here', async () => {
    const other = worldOf(practice.url, randomUUID());
    await other.control('PUT', '', { seed: 'org' });
    const { token, kid } = await other.mint('github', { sub: MAIN });
    expect(await codeOf(assume(token, ship))).toBe('AccessDenied');
    const own = await practice.mint('github', { sub: MAIN });
    const [head = '', body = '', tail = ''] = token.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    expect(header.kid).toBe(kid);
    await isRefused(`${encode({ ...header, kid: own.kid })}.${body}.${tail}`);
  });
});

describe('the session of a token', () => {
  it('is not longer than the role allows', async () => {
    const token = await tokenOf({});
    expect(await messageOf(assume(token, ship, { DurationSeconds: 7201 }))).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
    expect(await codeOf(assume(token, ship, { DurationSeconds: 899 }))).toBe(
      'ValidationError',
    );
  });

  it('is narrowed by a session policy', async () => {
    const { iam } = await practice.admin(ACCOUNT);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'ship',
        PolicyName: 'buckets',
        PolicyDocument: documentOf(allow('s3:*')),
      }),
    );
    const token = await tokenOf({});
    const buckets = new ListBucketsCommand({});
    const wide = clientsWith(await assume(token, ship));
    expect(await codeOf(wide.s3.send(buckets))).toBe('ok');
    const Policy = documentOf(allow('s3:GetObject'));
    const narrow = clientsWith(await assume(token, ship, { Policy }));
    expect(await codeOf(narrow.s3.send(buckets))).toBe('AccessDenied');
  });

  it('carries tags and source identity of the token, when the trust lets it', async () => {
    const claims = {
      'https://aws.amazon.com/tags': {
        principal_tags: { team: ['shop'] },
        transitive_tag_keys: ['team'],
      },
      'https://aws.amazon.com/source_identity': 'octocat',
    };
    const conditions = { [`${HOST}:sub`]: MAIN };
    const silent = await makeRole('silent', trustsToken(conditions));
    expect(await messageOf(assume(await tokenOf(claims), silent))).toBe(
      'Not authorized to perform sts:TagSession',
    );
    const tagged = await makeRole(
      'tagged',
      trustsToken(conditions, {
        Action: [
          'sts:AssumeRoleWithWebIdentity',
          'sts:TagSession',
          'sts:SetSourceIdentity',
        ],
      }),
    );
    const taken = await assume(await tokenOf(claims), tagged);
    expect(taken.SourceIdentity).toBe('octocat');
    const { iam } = await practice.admin(ACCOUNT);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'tagged',
        PolicyName: 'by-key',
        PolicyDocument: documentOf(
          allow('s3:ListAllMyBuckets', '*', {
            Condition: {
              StringEquals: {
                'aws:PrincipalTag/team': 'shop',
                'aws:SourceIdentity': 'octocat',
                'aws:FederatedProvider': PROVIDER,
                [`${HOST}:sub`]: MAIN,
              },
            },
          }),
        ),
      }),
    );
    const session = clientsWith(taken);
    expect(await codeOf(session.s3.send(new ListBucketsCommand({})))).toBe('ok');
    const other = clientsWith(
      await assume(
        await tokenOf({ ...claims, 'https://aws.amazon.com/source_identity': 'mona' }),
        tagged,
      ),
    );
    expect(await codeOf(other.s3.send(new ListBucketsCommand({})))).toBe('AccessDenied');
  });

  it('may be asked for by claims of GitHub, and by nothing AWS does not read', async () => {
    const byId = await makeRole(
      'by-id',
      trustsToken({ [`${HOST}:repository_id`]: '4711', [`${HOST}:sub`]: MAIN }),
    );
    expect(await codeOf(assume(await tokenOf({ repository_id: '4711' }), byId))).toBe(
      'ok',
    );
    expect(await codeOf(assume(await tokenOf({ repository_id: '4712' }), byId))).toBe(
      'AccessDenied',
    );
    const byRunner = await makeRole(
      'by-runner',
      trustsToken({ [`${HOST}:run_id`]: '1', [`${HOST}:sub`]: MAIN }),
    );
    expect(await codeOf(assume(await tokenOf({ run_id: '1' }), byRunner))).toBe(
      'AccessDenied',
    );
  });

  it('is a role session: a role it takes is chained, for an hour at most', async () => {
    const next = await makeRole('next', {
      Effect: 'Allow',
      Principal: { AWS: ship },
      Action: 'sts:AssumeRole',
    });
    const session = clientsWith(await assume(await tokenOf({}), ship));
    const again = (DurationSeconds: number) =>
      session.sts.send(
        new AssumeRoleCommand({
          RoleArn: next,
          RoleSessionName: 'again',
          DurationSeconds,
        }),
      );
    expect(await codeOf(again(3600))).toBe('ok');
    expect(await messageOf(again(3601))).toContain('roles assumed by role chaining');
  });
});

describe('clients that find their token by themselves', () => {
  it('get credentials by a token and by a file of it', async () => {
    const token = await tokenOf({});
    const webIdentityTokenFile = path.join(folder, 'token');
    writeFileSync(webIdentityTokenFile, token);
    const clientConfig = { endpoint: practice.url, region: 'us-east-1' };
    const common = { roleArn: ship, roleSessionName: 'sdk', clientConfig };
    for (const credentials of [
      fromWebToken({ ...common, webIdentityToken: token }),
      fromTokenFile({ ...common, webIdentityTokenFile }),
    ]) {
      const sts = new STSClient({ ...clientConfig, credentials });
      const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
      expect(Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/ship/sdk`);
    }
  });
});

describe('a practice issuer', () => {
  it('publishes the keys that its tokens are signed with, and no private part', async () => {
    const { token, kid, issuerPath } = await practice.mint('github', { sub: MAIN });
    const found = await fetch(
      `${practice.url}${issuerPath}/.well-known/openid-configuration`,
    );
    const configuration = await found.json();
    expect(configuration.issuer).toBe(`https://${HOST}`);
    const text = await (await fetch(configuration.jwks_uri)).text();
    expect(text).not.toMatch(/"(d|p|q)":/);
    const jwk = JSON.parse(text).keys.find((key: { kid: string }) => key.kid === kid);
    const [head, body, tail = ''] = token.split('.');
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signature = Buffer.from(tail, 'base64url');
    expect(verify('sha256', Buffer.from(`${head}.${body}`), key, signature)).toBe(true);
  });

  it.each([
    '/_practice/issuers/AAAA/github/.well-known/jwks',
    '/_practice/issuers/github/.well-known/jwks',
    '/_practice/issuers/',
    '/_practice/issuers/AAAA/toString/.well-known/openid-configuration',
  ])('answers 404 at %s', async (address) => {
    expect((await fetch(`${practice.url}${address}`)).status).toBe(404);
  });

  it('keeps its key over a restart', async () => {
    const first = await practice.mint('eks', { sub: 'system:serviceaccount:shop:api' });
    const second = await practice.mint('eks', { sub: 'system:serviceaccount:shop:api' });
    expect(second.kid).toBe(first.kid);
    expect(await practice.store.load(practice.worldId)).toContain(first.kid);
  });
});

it('writes sign-ins by token to the call log, whoever is refused too', async () => {
  await assume(await tokenOf({}), ship);
  await codeOf(assume(await tokenOf({ sub: 'x' }), ship));
  const { entries } = await practice.control<{ entries: Record<string, string>[] }>(
    'GET',
    '/log',
  );
  expect(entries.slice(-2)).toMatchObject([
    {
      operation: 'AssumeRoleWithWebIdentity',
      accountId: ACCOUNT,
      principalArn: `${HOST}:${MAIN}`,
      outcome: 'ok',
    },
    { operation: 'AssumeRoleWithWebIdentity', outcome: 'AccessDenied' },
  ]);
});
