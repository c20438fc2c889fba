import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTokenFile, fromWebToken } from '@aws-sdk/credential-providers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { ACCOUNT, clientsWith, practice } from './test-federation';
import { assume, HOST, MAIN, PROVIDER, ship, startTokens, tokenOf } from './test-tokens';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'practice-token-'));
  await startTokens();
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

it('writes sign-ins by token to the call log, whoever is refused too', async () => {
  await assume(await tokenOf({}), ship);
  await codeOf(assume(await tokenOf({ sub: 'x' }), ship));
  const { entries } = await practice.control<{ entries: unknown[] }>('GET', '/log');
  expect(entries.slice(-2)).toMatchObject([
    {
      operation: 'AssumeRoleWithWebIdentity',
      accountId: ACCOUNT,
      principalArn: `${HOST}:${MAIN}`,
      outcome: 'ok',
      resources: [ship],
      requestParameters: { roleArn: ship, roleSessionName: 'run-7' },
    },
    { operation: 'AssumeRoleWithWebIdentity', outcome: 'AccessDenied' },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/eyJ[\w-]+\.eyJ/);
});

it('can be denied by order like any other call', async () => {
  const deny = { kind: 'deny', action: 'sts:AssumeRoleWith*', resource: ship, times: 1 };
  await practice.control('POST', '/faults', { faults: [deny] });
  const token = await tokenOf({});
  expect(await messageOf(assume(token, ship))).toBe(
    'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  );
  expect(await codeOf(assume(token, ship))).toBe('ok');
});

it('is dated by the clock of the world, when that stands still too', async () => {
  await practice.control('POST', '/clock', { advanceSeconds: 3600, freeze: true });
  const [, claims = ''] = (await tokenOf({})).split('.');
  const { iat } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const { now } = await practice.control<{ now: string }>('GET', '/clock');
  expect(iat).toBe(Math.floor(Date.parse(now) / 1000));
  expect(await codeOf(assume(await tokenOf({}), ship))).toBe('ok');
});

it('is never repeated by a refusal, nor by the log', async () => {
  const token = `${await tokenOf({})}${'x'.repeat(20_000)}`;
  expect(await messageOf(assume(token, ship))).toBe(
    "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to 20000",
  );
});

it('can be throttled like any other call', async () => {
  const fault = {
    service: 'sts',
    operation: 'AssumeRoleWithWebIdentity',
    code: 'Throttling',
    status: 400,
    message: 'Rate exceeded',
    times: 1,
  };
  await practice.control('POST', '/faults', { faults: [fault] });
  const token = await tokenOf({});
  expect(await codeOf(assume(token, ship))).toBe('Throttling');
  expect(await codeOf(assume(token, ship))).toBe('ok');
});
