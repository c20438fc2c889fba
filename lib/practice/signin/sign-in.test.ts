import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME, HUB_BROKER } from '../seed/accounts';
import { roleArn, userArn } from '../seed/document';
import { type Keys, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
const ISSUER = 'http://localhost:3000/access?from=practice';
const DESTINATION = 'https://console.aws.amazon.com/s3/home?region=eu-west-1';

beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

const sessionOf = (keys: Keys) =>
  JSON.stringify({
    sessionId: keys.accessKeyId,
    sessionKey: keys.secretAccessKey,
    sessionToken: keys.sessionToken,
  });

function ask(fields: Record<string, string>, method: 'GET' | 'POST' = 'POST') {
  const form = new URLSearchParams(fields);
  const url = `${practice.url}/federation`;
  return method === 'GET'
    ? fetch(`${url}?${form}`, { redirect: 'manual' })
    : fetch(url, { method, body: form, redirect: 'manual' });
}

const tokenAsk = (Session: string, more: Record<string, string> = {}) =>
  ask({ Action: 'getSigninToken', Session, ...more });

async function tokenFor(keys: Keys): Promise<string> {
  const response = await tokenAsk(sessionOf(keys));
  expect(response.status).toBe(200);
  return (await response.json()).SigninToken;
}

const login = (SigninToken: string) =>
  ask({ Action: 'login', Issuer: ISSUER, Destination: DESTINATION, SigninToken }, 'GET');

const openHome = (response: Response) =>
  fetch(`${practice.url}/console/home`, {
    headers: { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' },
  });

const chained = async (): Promise<Keys> => {
  const broker = await practice.as(HUB_BROKER);
  const { Credentials } = await broker.sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn(ACME.prod, 'prod-read'),
      RoleSessionName: 'db-mei-1',
      SourceIdentity: 'db-mei',
    }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
};

it('leads to a page that names account, identity, end and destination, and says it is not AWS', async () => {
  const signedIn = await login(await tokenFor(await chained()));
  expect(signedIn.status).toBe(302);
  expect(signedIn.headers.get('location')).toBe('/console/home');
  expect(signedIn.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  const home = await openHome(signedIn);
  const page = await home.text();
  expect(home.status).toBe(200);
  expect(page).toContain('<title>Practice console</title>');
  expect(page).toContain('It is not AWS');
  expect(page).toContain(
    `data-testid="identity">arn:aws:sts::${ACME.prod}:assumed-role/prod-read/db-mei-1<`,
  );
  expect(page).toMatch(/data-testid="account">Prod /);
  expect(page).toMatch(/data-testid="expires"><time datetime="\d{4}-\d\d-\d\dT/);
  expect(page).toContain(`data-testid="destination">${DESTINATION}<`);
  expect(page).toContain('href="http://localhost:3000/access?from=practice"');
  expect(page).not.toContain('<script');
  expect(home.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-/,
  );
});

it('takes a token once, for fifteen minutes', async () => {
  const token = await tokenFor(await chained());
  expect((await login(token)).status).toBe(302);
  expect((await login(token)).status).toBe(400);
  const late = await tokenFor(await chained());
  await practice.control('POST', '/clock', { advanceSeconds: 901 });
  const refused = await login(late);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain(
    'href="http://localhost:3000/access?from=practice"',
  );
});

it('refuses long-term keys, wrong secrets and expired sessions', async () => {
  const longTerm = await practice.actAs(userArn(ACME.people, 'anna'));
  expect((await tokenAsk(sessionOf(longTerm))).status).toBe(400);
  expect((await tokenAsk(sessionOf({ ...longTerm, sessionToken: '' }))).status).toBe(400);
  const session = await practice.actAs(roleArn(ACME.prod, 'prod-read'), {
    durationSeconds: 900,
  });
  expect((await tokenAsk(sessionOf({ ...session, secretAccessKey: 'x' }))).status).toBe(
    400,
  );
  expect((await tokenAsk('not json')).status).toBe(400);
  expect((await tokenAsk(sessionOf(session))).status).toBe(200);
  await practice.control('POST', '/clock', { advanceSeconds: 901 });
  expect((await tokenAsk(sessionOf(session))).status).toBe(400);
});

it.each(['899', '43201', 'abc', '-1', '1e3', ''])(
  'refuses a SessionDuration of %j',
  async (SessionDuration) => {
    const session = await practice.actAs(roleArn(ACME.prod, 'prod-read'));
    expect((await tokenAsk(sessionOf(session), { SessionDuration })).status).toBe(400);
  },
);

it('takes a SessionDuration from a first session, never from a chained one', async () => {
  const first = await practice.actAs(roleArn(ACME.prod, 'prod-read'));
  const SessionDuration = '7200';
  expect((await tokenAsk(sessionOf(first), { SessionDuration })).status).toBe(200);
  expect((await tokenAsk(sessionOf(await chained()), { SessionDuration })).status).toBe(
    400,
  );
});

it('says that the session has expired, with the way back', async () => {
  const signedIn = await login(await tokenFor(await chained()));
  expect((await openHome(signedIn)).status).toBe(200);
  await practice.control('POST', '/clock', { advanceSeconds: 3601 });
  const expired = await openHome(signedIn);
  expect(expired.status).toBe(401);
  const page = await expired.text();
  expect(page).toContain('Session expired');
  expect(page).toContain('href="http://localhost:3000/access?from=practice"');
});

it('is not signed in without the cookie, and shows no link that is not of the web', async () => {
  expect((await fetch(`${practice.url}/console/home`)).status).toBe(401);
  const page = await ask({
    Action: 'login',
    Issuer: 'javascript:alert(1)',
    SigninToken: 'x"><script>',
  });
  expect(page.status).toBe(400);
  expect(await page.text()).not.toMatch(/javascript|<script/);
});

it('writes sign-ins to the call log, without the token', async () => {
  const token = await tokenFor(await chained());
  await login(token);
  const { entries } = await practice.control<{ entries: { operation: string }[] }>(
    'GET',
    '/log',
  );
  const operations = entries.map(({ operation }) => operation);
  expect(operations.slice(-2)).toEqual(['GetSigninToken', 'ConsoleLogin']);
  expect(JSON.stringify(entries)).not.toContain(token);
});
