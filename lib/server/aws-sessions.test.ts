import { expect, it } from 'vitest';
import type { AwsCredentials } from '@/lib/ports';
import { DATA, TOOLING, usePracticeAws, worked } from './test-aws';

const bench = usePracticeAws();

const vend = {
  roleArn: `arn:aws:iam::${DATA}:role/data-read`,
  sessionName: 'db-test-abcdefgh',
  durationSeconds: 900,
  sourceIdentity: 'db-test',
};

async function session(): Promise<
  AwsCredentials & { sessionToken: string; expiresAt: Date }
> {
  return worked(await bench().aws.assumeRole(bench().inPractice(TOOLING), vend))
    .credentials;
}

it('hands sessions out by the hub’s broker', async () => {
  const { credentials, assumedRoleArn } = worked(
    await bench().aws.assumeRole(bench().inPractice(TOOLING), vend),
  );
  expect(assumedRoleArn).toBe(
    `arn:aws:sts::${DATA}:assumed-role/data-read/db-test-abcdefgh`,
  );
  expect(credentials.expiresAt.getTime()).toBeGreaterThan(Date.now());
});

it('reads and lists a bucket, and is refused what the role may not do', async () => {
  const credentials = await session();
  const at = bench().inPractice(DATA);
  const call = (kind: 'head' | 'get' | 'delete', key: string) =>
    bench().aws.s3(at, credentials, { kind, bucket: 'app-logs', key });
  const listed = await bench().aws.s3(at, credentials, {
    kind: 'list',
    bucket: 'app-logs',
    prefix: 'logs/',
  });
  expect(worked(listed)).toEqual({
    status: 200,
    firstKey: 'logs/2026-11-20.json',
  });
  expect(worked(await call('get', 'logs/2026-11-20.json')).status).toBe(200);
  expect(await call('head', 'logs/none')).toMatchObject({
    ok: false,
    error: { code: 'NotFound' },
  });
  const put = { kind: 'put', bucket: 'app-logs', key: 'x', body: 'x' } as const;
  expect(await bench().aws.s3(at, credentials, put)).toMatchObject({
    ok: false,
    error: { kind: 'refused', code: 'AccessDenied' },
  });
  expect(await call('delete', 'x')).toMatchObject({
    ok: false,
    error: { code: 'AccessDenied' },
  });
});

it('refuses a bucket that belongs to somebody else than expected', async () => {
  const listed = await bench().aws.s3(bench().inPractice(TOOLING), await session(), {
    kind: 'list',
    bucket: 'app-logs',
    prefix: '',
  });
  expect(listed).toMatchObject({ ok: false, error: { kind: 'refused' } });
});

it('opens the console by a link that works once', async () => {
  const url = worked(
    await bench().aws.consoleSignInUrl(bench().inPractice(DATA), {
      credentials: await session(),
      partition: 'aws',
      issuer: 'http://localhost:3000',
      destination: '/s3/buckets?region=us-east-1',
    }),
  );
  expect(new URL(url).origin).toBe(new URL(bench().practice.url).origin);
  const opened = await fetch(url, { redirect: 'manual' });
  expect(opened.status).toBe(302);
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(400);
});

it('does not open a page that is not the console’s', async () => {
  const signIn = await bench().aws.consoleSignInUrl(bench().inPractice(DATA), {
    credentials: await session(),
    partition: 'aws',
    issuer: 'http://localhost:3000',
    destination: '//evil.example/',
  });
  expect(signIn).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
});

it('does not open the console of a partition whose address is not known', async () => {
  const signIn = await bench().aws.consoleSignInUrl(bench().inPractice(DATA), {
    credentials: await session(),
    partition: 'aws-eusc',
    issuer: 'http://localhost:3000',
    destination: '/',
  });
  expect(signIn).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
});

it('acts as anybody of a practice account, and as nobody who does not exist', async () => {
  const at = bench().inPractice(TOOLING);
  const principalArn = `arn:aws:iam::${TOOLING}:role/ci-deploy`;
  const acted = worked(await bench().aws.actAs(at, { principalArn, withMfa: false }));
  const assumed = await bench().aws.assumeRoleWith(at, acted, {
    roleArn: `arn:aws:iam::${DATA}:role/audit-reader`,
    sessionName: 'drawbridge-proof',
    durationSeconds: 900,
  });
  expect(assumed).toMatchObject({ ok: false, error: { code: 'AccessDenied' } });
  const nobody = { principalArn: `arn:aws:iam::${TOOLING}:role/none`, withMfa: false };
  expect(await bench().aws.actAs(at, nobody)).toMatchObject({
    ok: false,
    error: { kind: 'not_configured' },
  });
});
