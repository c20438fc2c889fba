import { expect, it } from 'vitest';
import type { PolicyDocument } from '@/lib/iam/world';
import { followDraft } from './blank/follow-draft';
import { fakeConsole } from './fakes/console';
import { account, DATA, organization, readings, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import { DraftFields } from './schema';

const statesOf = (locks: { label: string; state: string }[]) =>
  locks.map(({ label, state }) => [label, state]);

function withBucketPolicy(Condition: object) {
  const world = readings();
  const Policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::app-logs', 'arn:aws:s3:::app-logs/*'],
        Condition,
      },
    ],
  };
  world[DATA]?.Buckets?.splice(0, 1, { Name: 'app-logs', Region: 'eu-west-1', Policy });
  return fakeConsole({ world });
}

it('closes the locks whose conditions exclude each other, and says so', async () => {
  const { bridge } = await previewOf(
    {
      recipe: 'bucket-policy',
      who: `arn:aws:iam::${TOOLING}:user/anna`,
      bucket: 'app-logs',
      requireSourceIp: true,
      sourceIps: '203.0.113.0/24',
    },
    withBucketPolicy({ NotIpAddress: { 'aws:SourceIp': '10.1.0.0/16' } }),
  );
  expect(bridge.deck).toBe('denied');
  expect(statesOf(bridge.locks)).toEqual([
    ['user policy of anna', 'closed'],
    ['bucket policy of app-logs', 'closed'],
  ]);
  expect(bridge.sentence).toBe(
    'anna in Tooling cannot read app-logs in Data: the conditions of allow and deny exclude each other, so nobody gets through.',
  );
});

it('closes the trust where a sign-in may not carry the tags that it has to', async () => {
  const world = readings();
  const provider = `arn:aws:iam::${DATA}:saml-provider/corp`;
  if (world[DATA]) world[DATA].SAMLProviders = [{ Arn: provider }];
  const org = organization(TOOLING, DATA);
  org.Policies['p-tags'] = {
    Type: 'RESOURCE_CONTROL_POLICY',
    Name: 'no-tags',
    Content: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession', Resource: '*' },
      ],
    },
  };
  for (const target of org.Targets) target.ResourceControlPolicies.push('p-tags');
  const { bridge } = await previewOf(
    {
      recipe: 'saml',
      samlProvider: provider,
      bucket: 'app-logs',
      requireSessionTags: true,
      sessionTags: 'team=a',
    },
    fakeConsole({
      world,
      org,
      accounts: [account(TOOLING, 'Tooling'), account(DATA, 'Data')],
    }),
  );
  expect(bridge.deck).toBe('denied');
  expect(bridge.locks[1]).toMatchObject({
    label: 'trust policy of x-saml-corp',
    state: 'closed',
  });
});

it('closes nothing that is silent where in one account the trust is enough', async () => {
  const may =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';
  let draft = DraftFields.parse({});
  for (const change of [
    { recipe: 'blank' as const },
    {
      principals: `arn:aws:iam::${DATA}:role/Data-Reader`,
      trustingAccount: DATA,
      sameAccount: DATA,
      customPolicy: may,
      roleName: 'x-hand',
    },
    { assumeJson: '' },
  ])
    draft = { ...draft, ...followDraft(draft, change) };
  const { bridge } = await previewOf(draft);
  expect(bridge.deck).toBe('works');
  expect(bridge.locks.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
});

it('shows of a group the policy that stops one of its members', async () => {
  const world = readings();
  const lee = world[TOOLING]?.UserDetailList[1];
  const deny = { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' };
  if (lee)
    lee.UserPolicyList = [
      {
        PolicyName: 'stop',
        PolicyDocument: { Version: '2012-10-17', Statement: [deny] },
      },
    ];
  const { bridge } = await previewOf(
    { who: `arn:aws:iam::${TOOLING}:group/ops`, bucket: 'app-logs' },
    fakeConsole({ world }),
  );
  expect(bridge.deck).toBe('denied');
  expect(bridge.locks[0]?.state).toBe('closed');
});
