import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, expect, it } from 'vitest';
import { diagnoseToken } from '@/lib/inventory/diagnose-token';
import { readToken } from '@/lib/inventory/doctor/read-token';
import { issuerOf, namedClaims, tokenGates } from '@/lib/inventory/doctor/token-gates';
import { TokenQuestion } from '@/lib/inventory/questions';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const ISSUER = 'https://token.actions.githubusercontent.com';
const HOST = ISSUER.slice('https://'.length);
const ROLE = `arn:aws:iam::${DATA}:role/by-token`;
const MAIN = 'repo:acme/shop:ref:refs/heads/main';
const world = useSetupWorld();

beforeAll(async () => {
  const { iam } = await world().practice.admin(DATA);
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: ISSUER,
      ClientIDList: ['sts.amazonaws.com'],
    }),
  );
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${DATA}:oidc-provider/${HOST}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${HOST}:sub`]: MAIN } },
  };
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'by-token',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [statement],
      }),
    }),
  );
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
});

/** What STS says to a token: `works`, or the name of its error. */
async function askAws(WebIdentityToken: string): Promise<string> {
  const { url } = world().practice;
  const sts = new STSClient({ endpoint: url, region: 'us-east-1' });
  const call = { RoleArn: ROLE, RoleSessionName: 'ci', WebIdentityToken };
  return sts.send(new AssumeRoleWithWebIdentityCommand(call)).then(
    () => 'works',
    (error: Error) => error.name,
  );
}

/** What the Doctor says of it: the first gate that refuses. */
async function askDoctor(token: string): Promise<string> {
  const { deps, actor } = world();
  const ask = async (more: object) =>
    worked(
      await diagnoseToken(deps, actor, TokenQuestion.parse({ role: ROLE, ...more })),
    );
  const read = readToken(token);
  if (!read.ok) return read.message;
  const asks = await ask({});
  const gate = tokenGates(read.token, asks, new Date()).find(
    ({ verdict }) => verdict === 'refuses',
  );
  const issuer = issuerOf(read.token, asks);
  if (gate || !issuer) return gate?.id ?? 'issuer';
  const claims = namedClaims(read.token, issuer);
  const { diagnosis } = await ask({ provider: issuer.provider, claims });
  return diagnosis?.refusingId ?? diagnosis?.deck ?? 'nothing';
}

it.each([
  ['fits', {}, 'works', 'works'],
  [
    'is of another branch',
    { sub: 'repo:acme/shop:ref:refs/heads/dev' },
    'AccessDenied',
    'trust',
  ],
  ['is for another service', { aud: 'vault' }, 'InvalidIdentityToken', 'audience'],
  ['has ended', { exp: 1_700_000_000, iat: 1_699_999_000 }, 'ExpiredToken', 'time'],
])(
  'names the gate at which AWS refuses a token that %s',
  async (_, changed, aws, gate) => {
    const claims = { aud: 'sts.amazonaws.com', sub: MAIN, ...changed };
    const { token } = await world().practice.control<{ token: string }>(
      'POST',
      '/tokens',
      {
        issuer: ISSUER,
        claims,
      },
    );
    expect(await askAws(token)).toContain(aws);
    expect(await askDoctor(token)).toBe(gate);
  },
);
