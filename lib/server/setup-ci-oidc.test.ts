import {
  CreateOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, expect, it } from 'vitest';
import { preview } from '@/lib/setup/preview';
import { DraftFields } from '@/lib/setup/schema';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const HOST = 'token.actions.githubusercontent.com';
const world = useSetupWorld();
const FIELDS = {
  who: '',
  recipe: 'ci-oidc',
  repository: 'acme/shop',
  runName: 'main',
  bucket: 'app-logs',
  access: 'write',
} as const;

beforeAll(async () => {
  const { iam } = await world().practice.admin(DATA);
  for (const [Url, aud] of [
    [`https://${HOST}`, 'sts.amazonaws.com'],
    ['https://gitlab.com', 'https://gitlab.com'],
  ] as const)
    await iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: [aud] }));
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
});

const outcomes = async (planId: string) =>
  (await world().viewOf(planId)).proof?.checks.map(
    ({ id, outcome }) => `${id} ${outcome}`,
  );

it('agrees with the engine while one types', async () => {
  const fields = DraftFields.parse(FIELDS);
  const { bridge, fieldErrors } = worked(
    await preview(world().deps, world().actor, { fields }),
  );
  expect(fieldErrors).toEqual({});
  expect(bridge).toMatchObject({
    deck: 'works',
    sentence:
      'Workflow runs of the branch main of acme/shop can write to app-logs in Data.',
  });
});

it('3.7: lets a branch in by its token, proves that nobody else gets in, and undoes it', async () => {
  const roleName = 'x-ci-shop';
  const planId = await world().planFor({ ...FIELDS, roleName });
  await world().applyAndRun(planId);
  expect(await outcomes(planId)).toEqual([
    'assume works',
    'assume-as-another-run denied',
    'assume-from-a-pull-request denied',
    'assume-as-another-repository denied',
    'assume-as-a-stranger denied',
    'assume-for-another-audience denied',
    'assume-as-another denied',
    'put works',
    'list denied',
    'get denied',
    'head denied',
    'delete denied',
  ]);
  const view = await world().viewOf(planId);
  expect(view.state).toBe('proven');
  expect(view.proof?.sentence).toBe(
    'Workflow runs of the branch main of acme/shop can write to app-logs in Data, and only that.',
  );

  const { iam } = await world().practice.admin(DATA);
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  await expect(iam.send(new GetRoleCommand({ RoleName: roleName }))).rejects.toThrow(
    /cannot be found/,
  );
});

it('is given to another branch by its form, and the former is told to lose it', async () => {
  const roleName = 'x-ci-moves';
  const first = await world().planFor({ ...FIELDS, roleName });
  await world().applyAndRun(first);
  const planId = await world().changeFor(first, { runName: 'release', access: 'read' });
  const planned = await world().viewOf(planId);
  expect(planned.steps.map(({ title }) => title)).toEqual([
    `Permissions of ${roleName}`,
    `Trust policy of ${roleName}`,
  ]);
  const decks = [planned.gains, planned.losses].map((rows) =>
    rows.map(({ who, today, after }) => [who.name, today, after]),
  );
  expect(decks).toEqual([
    [['acme/shop', 'denied', 'works']],
    [['acme/shop', 'works', 'denied']],
  ]);
  expect(planned.losses[0]?.gains).toBe('write to app-logs in Data');
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  expect((await world().viewOf(first)).state).toBe('replaced');
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(first)).state).toBe('applied');
});

it('proves both ways in which tokens name a repository', async () => {
  const planId = await world().planFor({
    ...FIELDS,
    repository: 'acme@12/shop@34',
    subjectForm: 'both',
    roleName: 'x-ci-both',
  });
  await world().applyAndRun(planId);
  expect((await outcomes(planId))?.slice(0, 3)).toEqual([
    'assume works',
    'assume-also-1 works',
    'assume-as-another-run denied',
  ]);
});

it('proves a project of GitLab', async () => {
  const planId = await world().planFor({
    ...FIELDS,
    issuerKind: 'gitlab',
    runName: 'release/*',
    roleName: 'x-ci-gitlab',
  });
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
});

it('is refuted when somebody has opened the trust to every run meanwhile', async () => {
  const planId = await world().planFor({ ...FIELDS, roleName: 'x-ci-opened' });
  await world().applyAndRun(planId);
  const { iam } = await world().practice.admin(DATA);
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${DATA}:oidc-provider/${HOST}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${HOST}:sub`]: 'repo:acme/*' },
        },
      },
    ],
  };
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: 'x-ci-opened',
      PolicyDocument: JSON.stringify(trust),
    }),
  );
  await verifyPlan(world().deps, world().job(planId));
  const view = await world().viewOf(planId);
  expect(view.state).toBe('refuted');
  expect(view.proof?.sentence).toContain('A run of another branch takes x-ci-opened');
});

it('keeps out a token that breaks a guard, and says what only the moment or the place tells', async () => {
  const planId = await world().planFor({
    ...FIELDS,
    access: 'custom',
    trustingAccount: DATA,
    customPolicy:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}',
    requireSessionName: true,
    sessionNames: 'ci-*',
    requireEnd: true,
    endsAt: '2090-01-31T00:00:00Z',
    // Not asked of tokens: it was turned on for another recipe.
    requireMfa: true,
    roleName: 'x-ci-guarded',
  });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  const checks = view.proof?.checks ?? [];
  expect(checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-as-another-run denied',
    'assume-from-a-pull-request denied',
    'assume-as-another-repository denied',
    'assume-as-a-stranger denied',
    'assume-for-another-audience denied',
    'assume-after-end not-tested',
    'assume-with-wrong-session-name denied',
    'assume-as-another denied',
    'may-1 not-tested',
  ]);
  expect(checks.find(({ id }) => id === 'assume-after-end')?.code).toBe(
    'Not tested: no call can be made in the future. By evaluation: denied.',
  );
  expect(view.state).toBe('proven');
});

it('adds the audience that the provider lacks, proves it by a token, and takes it back', async () => {
  const { iam } = await world().practice.admin(DATA);
  const Url = 'https://id.example.com/acme';
  const ClientIDList = ['else'];
  const { OpenIDConnectProviderArn } = await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url, ClientIDList }),
  );
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
  const taken = async () =>
    (
      await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))
    ).ClientIDList?.toSorted();

  const roleName = 'x-ci-own';
  const planId = await world().planFor({
    ...FIELDS,
    issuerKind: 'other',
    issuerUrl: Url,
    subject: 'deployer',
    audience: 'aws',
    roleName,
  });
  await world().applyAndRun(planId);
  expect(await taken()).toEqual(['aws', 'else']);
  expect(await outcomes(planId)).toContain('assume works');
  expect(await outcomes(planId)).toContain('assume-for-another-audience denied');
  expect((await world().viewOf(planId)).state).toBe('proven');

  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await taken()).toEqual(['else']);
});
