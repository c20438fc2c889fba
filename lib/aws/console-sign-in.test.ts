import { afterEach, describe, expect, it, vi } from 'vitest';
import { PARTITIONS } from '@/lib/core/partition';
import type { AwsConnection } from '@/lib/ports';
import { consoleSignInUrl } from './console-sign-in';
import type { AwsContext } from './context';
import { createPacers } from './pace';
import { createSessionCache } from './session-cache';

const context: AwsContext = {
  practice: { url: 'http://127.0.0.1:4599/', controlToken: 't' },
  awsEndpoint: null,
  now: () => new Date(),
  requestHandler: undefined as unknown as AwsContext['requestHandler'], // no client is made
  sessions: createSessionCache(() => new Date()),
  stsClients: new WeakMap(),
  pacers: createPacers(() => 0),
};

const keys = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret/+',
  sessionToken: 'token==',
  expiresAt: new Date('2026-11-23T12:00:00Z'),
};

type Kind = 'profile' | 'practice';

const hubIn = (partition: keyof typeof PARTITIONS, kind: Kind): AwsConnection => {
  const region = PARTITIONS[partition].defaultRegion;
  const place = { accountId: '111122223333', partition, region };
  return kind === 'profile'
    ? { kind, profile: 'main', ...place }
    : { kind, worldId: 'w', ...place };
};

/** What the sign-in service was sent; it answers everybody with a token. */
function signInService() {
  const sent: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return Response.json({ SigninToken: 'one+time' });
  });
  return sent;
}

async function opened(
  partition: keyof typeof PARTITIONS,
  { isSignOutFirst = false, kind = 'profile' as Kind, from = context } = {},
) {
  const sent = signInService();
  const answer = await consoleSignInUrl(from, hubIn(partition, kind), {
    credentials: keys,
    partition,
    issuer: 'https://console.example',
    destination: '/s3/home?region=here',
    isSignOutFirst,
  });
  return { answer, sent };
}

afterEach(() => vi.unstubAllGlobals());

const PLACES = [
  ['aws', 'https://signin.aws.amazon.com', 'https://console.aws.amazon.com'],
  [
    'aws-us-gov',
    'https://signin.amazonaws-us-gov.com',
    'https://console.amazonaws-us-gov.com',
  ],
  ['aws-cn', 'https://signin.amazonaws.cn', 'https://console.amazonaws.cn'],
] as const;

describe.each(PLACES)('the console of %s', (partition, signIn, console) => {
  it('is opened at its own sign-in and leads to its own pages', async () => {
    const { answer, sent } = await opened(partition);
    expect(sent.map(({ url }) => url)).toEqual([`${signIn}/federation`]);
    const url = new URL(answer.ok ? answer.value : '');
    expect(url.origin + url.pathname).toBe(`${signIn}/federation`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Action: 'login',
      Issuer: 'https://console.example',
      Destination: `${console}/s3/home?region=here`,
      SigninToken: 'one+time',
    });
  });

  it('is asked in the body of a POST, without the SessionDuration that chained credentials must not name', async () => {
    const [asked] = (await opened(partition)).sent;
    expect(asked?.init).toMatchObject({ method: 'POST', redirect: 'error' });
    const body = Object.fromEntries(new URLSearchParams(String(asked?.init.body)));
    expect(Object.keys(body).sort()).toEqual(['Action', 'Session']);
    expect(body['Action']).toBe('getSigninToken');
    expect(JSON.parse(body['Session'] ?? '')).toEqual({
      sessionId: 'ASIAEXAMPLE',
      sessionKey: 'secret/+',
      sessionToken: 'token==',
    });
  });
});

it('refuses the partition whose sign-in AWS has not published, and sends its keys nowhere', async () => {
  const { answer, sent } = await opened('aws-eusc');
  expect(answer).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
  expect(sent).toEqual([]);
});

describe('signing out first', () => {
  const placeOf = async (...ask: Parameters<typeof opened>) => {
    const { answer } = await opened(...ask);
    const url = new URL(answer.ok ? answer.value : '');
    return [url.origin + url.pathname, url.searchParams.get('redirect_uri')];
  };

  it('is done at the one host of AWS that can', async () => {
    expect(await placeOf('aws', { isSignOutFirst: true })).toEqual([
      'https://us-east-1.signin.aws.amazon.com/oauth',
      expect.stringMatching(
        /^https:\/\/us-east-1\.signin\.aws\.amazon\.com\/federation\?/,
      ),
    ]);
  });

  it('is done at the practice endpoint for practice accounts', async () => {
    const place = await placeOf('aws', { isSignOutFirst: true, kind: 'practice' });
    expect(place).toEqual([
      'http://127.0.0.1:4599/oauth',
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:4599\/federation\?/),
    ]);
  });

  it.each(['aws-us-gov', 'aws-cn'] as const)(
    'is not offered by %s',
    async (partition) => {
      const [place] = await placeOf(partition, { isSignOutFirst: true });
      expect(place).toBe(`https://${PARTITIONS[partition].signinHost}/federation`);
    },
  );

  it('is not offered by an endpoint set for real accounts', async () => {
    const from = { ...context, awsEndpoint: 'http://127.0.0.1:4566' };
    const [place] = await placeOf('aws', { isSignOutFirst: true, from });
    expect(place).toBe('http://127.0.0.1:4566/federation');
  });
});
