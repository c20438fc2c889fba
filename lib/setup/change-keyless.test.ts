import { describe, expect, it } from 'vitest';
import { changed, planChange, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { DATA, readings } from './fakes/inventory';
import type { DraftFields } from './schema';

const HOST = 'token.actions.githubusercontent.com';
const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C';
const ROLE = 'x-keyless';
const ROLE_KEY = `${DATA} ${ROLE}`;

const oidc = (host: string, ...ClientIDList: string[]) => ({
  Arn: `arn:aws:iam::${DATA}:oidc-provider/${host}`,
  Url: host,
  ClientIDList,
});

/** Data knows a SAML provider and a cluster, and has one bucket more. */
function console() {
  const world = readings();
  const data = world[DATA];
  if (!data) throw new Error('The inventory has no Data.');
  data.Buckets?.push({ Name: 'app-data', Policy: null, Region: 'eu-west-1' });
  data.SAMLProviders = ['corp', 'other'].map((name) => ({
    Arn: `arn:aws:iam::${DATA}:saml-provider/${name}`,
  }));
  data.OpenIDConnectProviders = [oidc(EKS, 'sts.amazonaws.com')];
  return fakeConsole({ world });
}

const SAML = `arn:aws:iam::${DATA}:saml-provider`;
const APPLICATION = `arn:aws:account-access:eu-west-1:${DATA}:application/aam`;
const CASES: [string, Partial<DraftFields>, Partial<DraftFields>, string, string][] = [
  [
    'runs of another branch',
    { recipe: 'ci-oidc', repository: 'acme/shop', runName: 'main' },
    { runName: 'release' },
    'refs/heads/main',
    'refs/heads/release',
  ],
  [
    'pods of another service account',
    { recipe: 'eks', issuerUrl: `https://${EKS}`, namespace: 'pay', serviceAccount: 'a' },
    { serviceAccount: 'b' },
    'pay:a"',
    'pay:b"',
  ],
  [
    'people of another provider',
    { recipe: 'saml', samlProvider: `${SAML}/corp` },
    { samlProvider: `${SAML}/other` },
    'saml-provider/corp',
    'saml-provider/other',
  ],
  [
    'another service',
    { recipe: 'aws-service', service: 'states.amazonaws.com' },
    { service: 'lambda.amazonaws.com' },
    'states.amazonaws.com',
    'lambda.amazonaws.com',
  ],
  [
    'another application of the account access manager',
    { recipe: 'identity-center', accessApplication: `${APPLICATION}-12ab34` },
    { accessApplication: `${APPLICATION}-56cd78` },
    'aam-12ab34',
    'aam-56cd78',
  ],
];

describe('a role for somebody without keys', () => {
  it.each(CASES)('is given to %s, and back', async (_, fields, change, was, is) => {
    const world = console();
    const trust = () => world.deps.aws.roles.get(ROLE_KEY)?.trust ?? '';
    const first = await standing(world, { ...fields, roleName: ROLE });
    const before = first.atAws();
    const next = await changed(world, first.planId, change);
    expect(next.stored().steps.map(({ title }) => title)).toEqual([
      `Trust policy of ${ROLE}`,
    ]);
    expect(next.view.warnings.join()).not.toContain('stays, as others');
    await next.apply();
    expect(trust()).not.toContain(was);
    expect(trust()).toContain(is);
    expect(JSON.parse(trust()).Statement).toHaveLength(1);
    expect(first.stored().state).toBe('replaced');
    await next.undo();
    expect(next.atAws()).toBe(before);
    expect(first.stored().state).toBe('applied');
  });

  it('moves to another bucket, or to a policy of its own', async () => {
    const world = console();
    const [, fields] = CASES[0] ?? [];
    const first = await standing(world, { ...fields, roleName: ROLE });
    const next = await changed(world, first.planId, { bucket: 'app-data' });
    await next.apply();
    const policies = () => [...world.deps.aws.policies.values()];
    expect(policies().join()).not.toContain('app-logs');
    const own = await changed(world, next.planId, {
      access: 'custom',
      bucket: '',
      trustingAccount: DATA,
      customPolicy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}',
    });
    await own.apply();
    expect(policies()).toHaveLength(1);
    expect(policies().join()).toContain('ec2:DescribeInstances');
    await own.undo();
    expect(policies().join()).toContain('app-data');
  });

  it('keeps its account: its role is there', async () => {
    const world = console();
    const [, fields] = CASES[0] ?? [];
    const first = await standing(world, { ...fields, roleName: ROLE });
    const moved = { roleName: 'x-other' };
    expect(await planChange(world, first.planId, moved)).toMatchObject({
      ok: false,
      error: { fields: { roleName: expect.stringContaining('keeps its role') } },
    });
  });
});

it('leaves a provider that it made where it is, says so, and takes it away by undo of the first', async () => {
  const world = console();
  const github = { recipe: 'ci-oidc', repository: 'acme/shop', runName: 'main' } as const;
  const first = await standing(world, { ...github, roleName: ROLE });
  const providers = () => [...world.deps.aws.others.keys()].join();
  expect(providers()).toContain(HOST);
  const next = await changed(world, first.planId, {
    issuerKind: 'gitlab',
    repository: 'acme/shop',
  });
  expect(next.view.warnings).toContainEqual(
    `OIDC provider ${HOST} stays, as others may use it by now. Delete it in AWS if nobody does.`,
  );
  await next.apply();
  expect(providers()).toContain(HOST);
  expect(providers()).toContain('gitlab.com');
  const trust = world.deps.aws.roles.get(ROLE_KEY)?.trust ?? '';
  expect(trust).not.toContain(HOST);
  expect(JSON.parse(trust).Statement).toHaveLength(1);
  await next.undo();
  expect(providers()).not.toContain('gitlab.com');
  await first.undo();
  expect(providers()).toBe('');
});
