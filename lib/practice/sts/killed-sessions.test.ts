import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { documentOf, roleArn, rootArn, trusts, trustsGithub } from '../seed/document';
import { startWith, WORLD } from '../test-killed';
import { clientsOf, type Keys, memoryStore, startTestPractice } from '../test-practice';

const ROLE = roleArn(ACME.tooling, 'desk');
const CORP = `arn:aws:iam::${ACME.tooling}:saml-provider/Corp`;
const store = memoryStore();
let practice: Awaited<ReturnType<typeof startTestPractice>>;
let restarted: Awaited<ReturnType<typeof startTestPractice>>;
let token: string;
let response: string;
const made = new Map<string, Keys>();

const keep = (kind: string, { Credentials }: { Credentials?: Credentials | undefined }) =>
  made.set(kind, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });

const nobodyAt = (endpoint: string) =>
  new STSClient({ endpoint, region: 'us-east-1', maxAttempts: 1 });
const byToken = () =>
  new AssumeRoleWithWebIdentityCommand({
    RoleArn: ROLE,
    RoleSessionName: 'run-7',
    WebIdentityToken: token,
  });
const bySaml = () =>
  new AssumeRoleWithSAMLCommand({
    RoleArn: ROLE,
    PrincipalArn: CORP,
    SAMLAssertion: response,
  });

const trustsSaml = {
  Effect: 'Allow',
  Principal: { Federated: CORP },
  Action: 'sts:AssumeRoleWithSAML',
} as const;

async function makeProviders(): Promise<void> {
  const { iam } = await practice.admin(ACME.tooling);
  const { metadata } = await practice.control<{ metadata: string }>(
    'GET',
    '/saml-metadata',
  );
  const Url = 'https://token.actions.githubusercontent.com';
  const ClientIDList = ['sts.amazonaws.com'];
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList }));
  await iam.send(
    new CreateSAMLProviderCommand({ Name: 'Corp', SAMLMetadataDocument: metadata }),
  );
  const AssumeRolePolicyDocument = documentOf(
    trusts(rootArn(ACME.tooling)),
    trustsGithub(ACME.tooling, 'repo:acme/shop:*'),
    trustsSaml,
  );
  await iam.send(new CreateRoleCommand({ RoleName: 'desk', AssumeRolePolicyDocument }));
}

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'small', store, worldId: WORLD });
  await makeProviders();
  const sub = 'repo:acme/shop:ref:refs/heads/main';
  token = (await practice.mint('github', { sub })).token;
  const nameId = 'anna@acme.example';
  const saml = { nameId, roles: `${ROLE},${CORP}`, sessionName: nameId };
  response = (await practice.signInBySaml(saml)).samlResponse;
  const { sts } = await practice.admin(ACME.tooling);
  const nobody = nobodyAt(practice.url);
  const RoleSessionName = 'anna';
  keep(
    'AssumeRole',
    await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName })),
  );
  keep('GetSessionToken', await sts.send(new GetSessionTokenCommand({})));
  keep(
    'GetFederationToken',
    await sts.send(new GetFederationTokenCommand({ Name: 'guest' })),
  );
  keep('AssumeRoleWithWebIdentity', await nobody.send(byToken()));
  keep('AssumeRoleWithSAML', await nobody.send(bySaml()));
  // whatever the control API has answered is stored
  await practice.control('GET', '');
  restarted = await startWith(new Map(store.states));
});
afterAll(() => Promise.all([practice.stop(), restarted.stop()]));

it.each([
  'AssumeRole',
  'GetSessionToken',
  'GetFederationToken',
  'AssumeRoleWithWebIdentity',
  'AssumeRoleWithSAML',
])('credentials of %s outlive the process that made them', async (kind) => {
  const keys = made.get(kind) ?? { accessKeyId: '', secretAccessKey: '' };
  const who = (url: string) =>
    clientsOf(url, keys).sts.send(new GetCallerIdentityCommand({}));
  const [before, after] = [await who(practice.url), await who(restarted.url)];
  expect(after.Arn).toMatch(/^arn:aws:(?:sts|iam)::/);
  expect(after.Arn).toBe(before.Arn);
});

it('takes a token and a SAML response that were made before', async () => {
  const nobody = nobodyAt(restarted.url);
  const who = await Promise.all([nobody.send(byToken()), nobody.send(bySaml())]);
  expect(who.map(({ AssumedRoleUser }) => AssumedRoleUser?.Arn)).toEqual([
    `arn:aws:sts::${ACME.tooling}:assumed-role/desk/run-7`,
    `arn:aws:sts::${ACME.tooling}:assumed-role/desk/anna@acme.example`,
  ]);
});
