import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, expect, it } from 'vitest';
import type { AwsConnection } from '@/lib/ports';
import { clientsAt, placeOf } from './clients';
import type { AwsContext } from './context';
import { createPacers } from './pace';
import { createSessionCache } from './session-cache';

const AMBIENT = {
  AWS_ENDPOINT_URL: 'http://169.254.169.254',
  AWS_ENDPOINT_URL_STS: 'http://169.254.169.254',
  AWS_ENDPOINT_URL_IAM: 'http://169.254.169.254',
  AWS_ENDPOINT_URL_S3: 'http://169.254.169.254',
};

afterEach(() => {
  for (const name of Object.keys(AMBIENT)) delete process.env[name];
});

const context = (awsEndpoint: string | null = null): AwsContext => ({
  practice: { url: 'http://127.0.0.1:4599', controlToken: 't' },
  awsEndpoint,
  now: () => new Date(),
  requestHandler: undefined as unknown as AwsContext['requestHandler'],
  sessions: createSessionCache(() => new Date()),
  stsClients: new WeakMap(),
  pacers: createPacers(() => 0),
});

const profile = (region: string, partition = 'aws'): AwsConnection => ({
  kind: 'profile',
  accountId: '111122223333',
  partition,
  region,
  profile: 'main',
});

const keys = {
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: null,
  expiresAt: null,
};

/** The host a client would call; the request is stopped before it leaves. */
async function hostOf(connection: AwsConnection, from: AwsContext): Promise<string> {
  const place = placeOf(from, connection);
  if (!place.ok) throw new Error(JSON.stringify(place.error));
  const sts = clientsAt(from, place.value, keys).sts();
  let host = '';
  sts.middlewareStack.add(
    () => async (args) => {
      host = (args.request as { hostname: string }).hostname;
      throw new Error('stopped');
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await sts.send(new GetCallerIdentityCommand({})).catch(() => undefined);
  return host;
}

it.each([
  ['eu-west-1', 'aws', 'sts.eu-west-1.amazonaws.com'],
  ['us-gov-west-1', 'aws-us-gov', 'sts.us-gov-west-1.amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'sts.cn-north-1.amazonaws.com.cn'],
  ['eusc-de-east-1', 'aws-eusc', 'sts.eusc-de-east-1.amazonaws.eu'],
])(
  'calls the STS endpoint of %s, whatever the environment says',
  async (region, partition, host) => {
    Object.assign(process.env, AMBIENT);
    expect(await hostOf(profile(region, partition), context())).toBe(host);
  },
);

it('sends a profile to the configured endpoint, not to the one of the environment', async () => {
  Object.assign(process.env, AMBIENT);
  const from = context('http://127.0.0.1:4600');
  expect(await hostOf(profile('eu-west-1'), from)).toBe('127.0.0.1');
});

it.each([
  ['moon-base-9', 'aws'],
  ['evil.example/#', 'aws'],
  ['eu-west-1', 'aws-cn'],
  ['eu-west-1', 'constructor'],
])(
  'refuses region %s of partition %s before a host is made of it',
  (region, partition) => {
    const place = placeOf(context(), profile(region, partition));
    expect(place).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
  },
);

it('never sends a practice connection anywhere but to the practice endpoint', () => {
  const connection: AwsConnection = {
    kind: 'practice',
    worldId: 'w',
    accountId: '111122223333',
    partition: 'aws',
    region: 'eu-west-1',
  };
  const place = placeOf(context('http://127.0.0.1:4600'), connection);
  expect(place).toMatchObject({ ok: true, value: { endpoint: 'http://127.0.0.1:4599' } });
  expect(placeOf({ ...context(), practice: null }, connection).ok).toBe(false);
});
