import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { DATA } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import { offerGuards } from './guards/offer-guards';
import type { DraftFields } from './schema';

const CI = {
  recipe: 'ci-oidc',
  repository: 'acme/shop',
  runName: 'main',
  bucket: 'app-logs',
} as const;
const END = { requireEnd: true, endsAt: '2027-01-31T00:00:00Z' } as const;

const see = (fields: Partial<DraftFields>) => previewOf(fields, fakeConsole());

const conditionOf = async (fields: Partial<DraftFields>) => {
  const view = await see(fields);
  expect(view.fieldErrors).toEqual({});
  const trust = view.documents.find(({ title }) => title.startsWith('Trust policy'));
  return JSON.parse(trust?.json ?? '{}').Statement[0];
};

it('adds the guards to what the trust asks of a token', async () => {
  const statement = await conditionOf({
    ...CI,
    ...END,
    requireSourceIp: true,
    sourceIps: '203.0.113.0/24',
  });
  expect(statement.Condition).toMatchObject({
    DateLessThan: { 'aws:CurrentTime': '2027-01-31T00:00:00Z' },
    IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
    StringEquals: {
      'token.actions.githubusercontent.com:sub': 'repo:acme/shop:ref:refs/heads/main',
    },
  });
  const view = await see({ ...CI, ...END });
  expect(view.bridge.deck).toBe('conditional');
});

it('lets a token of another issuer carry tags, and gives the trust the action for it', async () => {
  const statement = await conditionOf({
    ...CI,
    issuerKind: 'other',
    issuerUrl: 'https://token.example.com',
    audience: 'sts.amazonaws.com',
    subject: 'job-7',
    requireSessionTags: true,
    sessionTags: 'team=web',
  });
  expect(statement.Action).toEqual(['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']);
  expect(statement.Condition.StringEquals['aws:RequestTag/team']).toBe('web');
});

it('puts an end on a role of a service and on one of Identity Center', async () => {
  const service = { recipe: 'aws-service', service: 'lambda.amazonaws.com' } as const;
  const center = {
    recipe: 'identity-center',
    accessApplication: `arn:aws:account-access:eu-west-1:${DATA}:application/app-1`,
  } as const;
  for (const fields of [service, center]) {
    const { Condition } = await conditionOf({ ...fields, ...END, bucket: 'app-logs' });
    expect(Condition.DateLessThan).toEqual({ 'aws:CurrentTime': '2027-01-31T00:00:00Z' });
  }
});

it.each([
  [{ recipe: 'eks', issuerKind: 'github' }, 'ends sessionName sourceIp vpc'],
  [{ recipe: 'ci-oidc', issuerKind: 'gitlab' }, 'ends sessionName sourceIp vpc'],
  [
    { recipe: 'ci-oidc', issuerKind: 'other' },
    'ends sessionName sessionTags sourceIdentity sourceIp vpc',
  ],
  [
    { recipe: 'saml', issuerKind: 'github' },
    'ends sessionName sessionTags sourceIdentity sourceIp vpc',
  ],
  [{ recipe: 'aws-service', issuerKind: 'github' }, 'ends'],
  [{ recipe: 'identity-center', issuerKind: 'github' }, 'ends'],
  [
    { recipe: 'workload-bucket', issuerKind: 'github' },
    'ends organization principalTags sourceIp vpc',
  ],
  [
    { recipe: 'bucket-policy', issuerKind: 'github' },
    'ends mfa mfaAge organization principalTags sourceIp vpc',
  ],
] as const)(
  'offers %j what its calls can carry, the others with a reason',
  (chosen, names) => {
    const { offered, refused } = offerGuards(chosen);
    expect([...offered].sort().join(' ')).toBe(names);
    expect(offered.length + refused.length).toBe(11);
    for (const { why } of refused) expect(why).toMatch(/^[A-Z].*\.$/);
  },
);

it('ignores a guard that was turned on for another recipe', async () => {
  const statement = await conditionOf({ ...CI, requireMfa: true });
  expect(JSON.stringify(statement)).not.toContain('MultiFactorAuth');
});

it('says that nobody has a user name who comes by a sign-in', async () => {
  const view = await see({
    ...CI,
    requireSessionName: true,
    sessionNames: `\${aws:username}`,
  });
  expect(view.fieldErrors.sessionNames).toContain('Whoever comes has no user name');
});

it('asks for an end where typed permissions make an administrator', async () => {
  const view = await see({
    ...CI,
    access: 'custom',
    trustingAccount: DATA,
    customPolicy:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  });
  expect(view.fieldErrors.requireEnd).toContain('Administrator access has an end');
});
