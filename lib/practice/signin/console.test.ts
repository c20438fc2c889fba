import { CreateRoleCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, roleArn, trustsGithub, userArn } from '../seed/document';
import { startTestPractice } from '../test-practice';

const ISSUER = 'http://localhost:3000/access';
const S3 = 'https://console.aws.amazon.com/s3/home?region=eu-west-1';
let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const keysOf = (credentials: Credentials | undefined): Keys => ({
  accessKeyId: credentials?.AccessKeyId ?? '',
  secretAccessKey: credentials?.SecretAccessKey ?? '',
  sessionToken: credentials?.SessionToken ?? '',
});

function open(address: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${practice.url}${address}`, { redirect: 'manual', ...init });
}

function askToken(keys: Keys, more: Record<string, string> = {}): Promise<Response> {
  const Session = JSON.stringify({
    sessionId: keys.accessKeyId,
    sessionKey: keys.secretAccessKey,
    sessionToken: keys.sessionToken,
  });
  const body = new URLSearchParams({ Action: 'getSigninToken', Session, ...more });
  return open('/federation', { method: 'POST', body });
}

async function tokenOf(keys: Keys): Promise<string> {
  return (await (await askToken(keys)).json()).SigninToken;
}

const prodRead = () =>
  practice.actAs(roleArn(ACME.prod, 'prod-read'), { sessionName: 'db-mei-1' });

const login = (SigninToken: string, Destination = S3, method: 'GET' | 'POST' = 'GET') => {
  const fields = { Action: 'login', Issuer: ISSUER, Destination, SigninToken };
  const form = new URLSearchParams(fields);
  return method === 'GET'
    ? open(`/federation?${form}`)
    : open('/federation', { method, body: form });
};

const cookieOf = (response: Response) =>
  response.headers.get('set-cookie')?.split(';')[0] ?? '';

async function homeOf(response: Response): Promise<string> {
  const home = await open('/console/home', { headers: { cookie: cookieOf(response) } });
  return home.text();
}

describe('the page of the practice console', () => {
  it('says which service and region, account and alias, role and session', async () => {
    const page = await homeOf(await login(await tokenOf(await prodRead())));
    expect(page).toContain('data-testid="service">S3<');
    expect(page).toContain('data-testid="region">eu-west-1<');
    expect(page).toContain('data-testid="role">prod-read<');
    expect(page).toContain('data-testid="session">db-mei-1<');
    expect(page).toContain('acme-prod');
    expect(page).toMatch(
      /UTC<\/time>.*(1 h|59 min|60 min) left when this page was opened/,
    );
    expect(page).toContain('Practice · Not AWS');
  });

  it('names the region a bare address leads to', async () => {
    const token = await tokenOf(await prodRead());
    const page = await homeOf(await login(token, 'https://console.aws.amazon.com/'));
    expect(page).toContain('data-testid="service">Console home<');
    expect(page).toMatch(/data-testid="region">us-east-1 <span[^>]*>by default</);
  });

  it('shows a destination as text, never as mark-up', async () => {
    const token = await tokenOf(await prodRead());
    const sent = 'https://console.aws.amazon.com/<b>/home?q="><script>';
    const page = await homeOf(await login(token, sent));
    expect(page).toContain('data-testid="service">%3Cb%3E<');
    expect(page).not.toMatch(/<b>\/home|<script/);
  });

  it('answers a form with 303, so that the browser does not send it again', async () => {
    const signedIn = await login(await tokenOf(await prodRead()), S3, 'POST');
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.get('location')).toBe('/console/home');
  });
});

describe('a Destination', () => {
  it.each([
    'https://example.com/s3/home',
    'https://console.aws.amazon.com.example.com/',
    'javascript:alert(1)',
    '//example.com',
    'https://console.amazonaws-us-gov.com/s3/home',
    'https://console.amazonaws.cn/s3/home',
  ])('of %s is refused, with the way back', async (destination) => {
    const refused = await login(await tokenOf(await prodRead()), destination);
    expect(refused.status).toBe(400);
    expect(refused.headers.get('set-cookie')).toBeNull();
    const page = await refused.text();
    expect(page).toContain(`href="${ISSUER}"`);
    expect(page).not.toContain('alert(1)');
  });
});

describe('signing out', () => {
  const signOut = async (cookie: string, query = '') => {
    const first = await open(`/oauth?Action=logout${query}`, { headers: { cookie } });
    expect(first.status).toBe(303);
    return open(first.headers.get('location') ?? '', { headers: { cookie } });
  };

  it('ends the session for every browser that holds it, and says so', async () => {
    const cookie = cookieOf(await login(await tokenOf(await prodRead())));
    const out = await signOut(cookie);
    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toMatch(/^practice-console=; .*Max-Age=0/);
    const page = await out.text();
    expect(page).toContain('You have signed out');
    expect(page).toContain(`href="${ISSUER}"`);
    expect((await open('/console/home', { headers: { cookie } })).status).toBe(401);
  });

  it('leads on to the next sign-in, as people who change accounts do', async () => {
    const SigninToken = await tokenOf(await prodRead());
    const next = `https://us-east-1.signin.aws.amazon.com/federation?${new URLSearchParams(
      {
        Action: 'login',
        Destination: S3,
        SigninToken,
      },
    )}`;
    const cookie = cookieOf(await login(await tokenOf(await prodRead())));
    const out = await signOut(cookie, `&redirect_uri=${encodeURIComponent(next)}`);
    expect(out.status).toBe(303);
    const location = out.headers.get('location') ?? '';
    expect(location).toMatch(/^\/federation\?Action=login/);
    expect((await open(location)).status).toBe(302);
  });

  it.each([
    'https://example.com/',
    'https://signin.aws.amazon.com.example.com/federation',
    'https://a.b.signin.aws.amazon.com/federation',
    'https://signin.aws.amazon.com/elsewhere',
    '//example.com',
    '/\\example.com',
    'javascript:alert(1)',
  ])('never leads to %s', async (address) => {
    const query = `redirect_uri=${encodeURIComponent(address)}`;
    expect((await open(`/oauth?Action=logout&${query}`)).status).toBe(400);
    const out = await open(`/console/logout?${query}`);
    expect(out.headers.get('location')).toBeNull();
  });

  it('is all that the address does', async () => {
    expect((await open('/oauth?Action=login')).status).toBe(400);
    expect((await open('/oauth?Action=logout', { method: 'DELETE' })).status).toBe(405);
    expect((await signOut('practice-console=none')).status).toBe(200);
  });
});

describe('who gets a sign-in token', () => {
  const anna = userArn(ACME.people, 'anna');

  it('is no user with a session token', async () => {
    const { sts } = await practice.as(anna);
    const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
    expect((await askToken(keysOf(Credentials))).status).toBe(400);
  });

  it('may be a federated user, for as long as the credentials last', async () => {
    const { iam } = await practice.admin(ACME.people);
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'anna',
        PolicyName: 'federate',
        PolicyDocument: documentOf(allow('sts:GetFederationToken')),
      }),
    );
    const { sts } = await practice.as(anna);
    const desk = new GetFederationTokenCommand({ Name: 'desk', DurationSeconds: 900 });
    const keys = keysOf((await sts.send(desk)).Credentials);
    expect((await askToken(keys, { SessionDuration: '900' })).status).toBe(400);
    const page = await homeOf(await login(await tokenOf(keys)));
    expect(page).toContain(`arn:aws:sts::${ACME.people}:federated-user/desk`);
    expect(page).toContain('data-testid="session">desk<');
    expect(page).not.toContain('data-testid="role"');
  });

  it('may ask for a SessionDuration after a web identity, which is no chain', async () => {
    const { iam, sts } = await practice.admin(ACME.prod);
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'by-token',
        AssumeRolePolicyDocument: documentOf(trustsGithub(ACME.prod, 'repo:acme/*')),
      }),
    );
    const { token } = await practice.mint('github', { sub: 'repo:acme/shop' });
    const { Credentials } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn(ACME.prod, 'by-token'),
        RoleSessionName: 'run',
        WebIdentityToken: token,
      }),
    );
    const asked = await askToken(keysOf(Credentials), { SessionDuration: '43200' });
    expect(asked.status).toBe(200);
  });
});
