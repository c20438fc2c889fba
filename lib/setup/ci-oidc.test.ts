import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { DATA, readings } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import { getPlan } from './get-plan';
import type { DraftFields } from './schema';

const HOST = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::${DATA}:oidc-provider/${HOST}`;
const GOOD = {
  recipe: 'ci-oidc',
  repository: 'acme/shop',
  runName: 'main',
  bucket: 'app-logs',
} as const satisfies Partial<DraftFields>;

/** Data has providers for GitHub, GitLab and one of its own. */
function world(providers: [string, string[]][] = PROVIDERS) {
  const read = readings();
  const data = read[DATA];
  if (!data) throw new Error('The inventory has no Data.');
  data.OpenIDConnectProviders = providers.map(([host, ClientIDList]) => ({
    Arn: `arn:aws:iam::${DATA}:oidc-provider/${host}`,
    Url: host,
    ClientIDList,
  }));
  return fakeConsole({ world: read });
}
const PROVIDERS: [string, string[]][] = [
  [HOST, ['sts.amazonaws.com']],
  ['gitlab.com', ['https://gitlab.com']],
  ['id.example.com/acme', ['aws', 'sts.amazonaws.com']],
];

const seen = (fields: Partial<DraftFields>) => previewOf({ ...GOOD, ...fields }, world());

async function trustOf(fields: Partial<DraftFields>) {
  const view = await seen(fields);
  expect(view.fieldErrors).toEqual({});
  return JSON.parse(view.documents[0]?.json ?? '{}').Statement;
}

it('claims nothing before it is told whose runs and what they get', async () => {
  const view = await previewOf({ recipe: 'ci-oidc' }, world());
  expect(view.missing).toEqual(['repository', 'runName', 'bucket']);
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge).toMatchObject({
    deck: 'untested',
    sentence: 'Say which repository.',
  });
});

it('3.7: lets one branch of one repository in, by audience and subject', async () => {
  expect(await trustOf({})).toEqual([
    {
      Sid: 'WorkflowsMayAssume',
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${HOST}:aud`]: 'sts.amazonaws.com',
          [`${HOST}:sub`]: 'repo:acme/shop:ref:refs/heads/main',
        },
      },
    },
  ]);
  const { bridge, suggestedRoleName } = await seen({});
  expect(suggestedRoleName).toBe('x-ci-shop');
  expect(bridge).toMatchObject({
    deck: 'works',
    left: { title: 'acme/shop', subtitle: 'GitHub Actions' },
    sentence: 'Workflow runs of the branch main of acme/shop can read app-logs in Data.',
  });
  expect(bridge.locks.map(({ label, state }) => [label, state])).toEqual([
    [`provider ${HOST} in Data`, 'open'],
    ['trust policy of x-ci-shop', 'open'],
    ['permissions of x-ci-shop', 'open'],
  ]);
});

it.each([
  [{ runs: 'tag', runName: 'v*' }, 'repo:acme/shop:ref:refs/tags/v*'],
  [{ runs: 'environment', runName: 'prod:eu' }, 'repo:acme/shop:environment:prod%3Aeu'],
  [{ runs: 'pull-request', runName: '' }, 'repo:acme/shop:pull_request'],
  [{ runName: 'refs/heads/release/1' }, 'repo:acme/shop:ref:refs/heads/release/1'],
  [
    { repository: 'https://github.com/Acme/Shop.git' },
    'repo:Acme/Shop:ref:refs/heads/main',
  ],
  [
    { repository: 'acme@12/shop@34', subjectForm: 'ids' },
    'repo:acme@12/shop@34:ref:refs/heads/main',
  ],
  [
    { repository: 'acme@12/shop@34', subjectForm: 'both' },
    ['repo:acme/shop:ref:refs/heads/main', 'repo:acme@12/shop@34:ref:refs/heads/main'],
  ],
  [{ repository: 'acme@12/shop@34' }, 'repo:acme/shop:ref:refs/heads/main'],
] as const)('writes the subject of %o', async (fields, subject) => {
  const [{ Condition }] = await trustOf(fields);
  const { StringEquals, StringLike } = Condition;
  const key = `${HOST}:sub`;
  expect(StringLike?.[key] ?? StringEquals[key]).toEqual(subject);
});

it.each([
  ['*/shop', 'a repository of anybody'],
  ['ac*/shop', 'a repository of anybody'],
  ['acme', 'owner and repository'],
  ['acme/shop/x', 'owner and repository'],
  ['acme shop', 'owner and repository'],
])('refuses the repository %s', async (repository, word) => {
  expect((await seen({ repository })).fieldErrors.repository).toContain(word);
});

it('asks for the ids where tokens carry them', async () => {
  const view = await seen({ subjectForm: 'both' });
  expect(view.fieldErrors.repository).toContain('gh api repos/acme/shop');
});

it.each([
  ['repository', { repository: 'acme/*' }, 'Every repository of acme'],
  ['repository', { repository: 'Acme/shop' }, 'capitals'],
  ['runName', { runName: '*' }, 'any branch'],
  ['runName', { runName: 'release/*' }, 'fits release/*'],
  ['runs', { runs: 'pull-request', runName: '' }, 'forks'],
] as const)('warns at %s of %o', async (field, fields, word) => {
  const view = await seen(fields);
  expect(view.fieldErrors).toEqual({});
  expect(view.fieldWarnings[field]).toContain(word);
});

it.each(['a..b', 'with space', 'x~1', '/main', 'main.lock'])(
  'refuses the branch %s, which git would not take',
  async (runName) => {
    expect((await seen({ runName })).fieldErrors.runName).toContain(
      'git knows no branch',
    );
  },
);

const GITLAB = { issuerKind: 'gitlab', repository: 'acme/apps/shop' } as const;

it('names a project of GitLab by its path, with the audience of its guide', async () => {
  const [{ Principal, Condition }] = await trustOf(GITLAB);
  expect(Principal.Federated).toBe(`arn:aws:iam::${DATA}:oidc-provider/gitlab.com`);
  expect(Condition.StringEquals).toEqual({
    'gitlab.com:aud': 'https://gitlab.com',
    'gitlab.com:sub': 'project_path:acme/apps/shop:ref_type:branch:ref:main',
  });
  const view = await seen({ ...GITLAB, runs: 'environment' });
  expect(view.fieldErrors.runs).toContain('a branch or a tag');
  const open = await seen({ ...GITLAB, repository: '*/shop' });
  expect(open.fieldErrors.repository).toContain('a project of anybody');
});

it('names a branch and a tag of GitLab each in its own words, never any type', async () => {
  const fields = { ...GITLAB, runs: 'ref', runName: 'v1' } as const;
  const [{ Condition }] = await trustOf(fields);
  expect(Condition.StringEquals['gitlab.com:sub']).toEqual([
    'project_path:acme/apps/shop:ref_type:branch:ref:v1',
    'project_path:acme/apps/shop:ref_type:tag:ref:v1',
  ]);
  const view = await seen(fields);
  expect(view.bridge.sentence).toBe(
    'CI jobs of the branch or tag v1 of the project acme/apps/shop can read app-logs in Data.',
  );
  expect((await seen({ runs: 'ref' })).fieldErrors.runs).toContain(
    'Pick a branch or a tag',
  );
});

it('takes a GitLab of your own by its address, also below a path of its host', async () => {
  const own = 'https://git.acme.example/lab';
  const [{ Principal, Condition }] = await trustOf({
    ...GITLAB,
    issuerUrl: `${own}/`,
    repository: `${own}/acme/apps/shop/-/settings/ci_cd`,
    runs: 'tag',
    runName: 'v*',
  });
  expect(Principal.Federated).toMatch(/oidc-provider\/git\.acme\.example\/lab$/);
  expect(Condition).toEqual({
    StringEquals: { 'git.acme.example/lab:aud': own },
    StringLike: {
      'git.acme.example/lab:sub': 'project_path:acme/apps/shop:ref_type:tag:ref:v*',
    },
  });
});

it.each([
  ['repository', { repository: 'https://git.acme.example/acme/shop' }, 'a stranger’s'],
  ['repository', { repository: 'git@git.acme.example:acme/shop.git' }, 'a stranger’s'],
  ['repository', { repository: 'ac*/shop' }, 'a project of anybody'],
  ['repository', { repository: 'acme' }, 'with its group'],
  ['runs', { runs: 'pull-request' }, 'names the branch that it comes from'],
  ['issuerUrl', { issuerUrl: `https://${HOST}` }, 'GitHub Actions'],
  ['audience', { audience: 'https://*' }, 'pattern'],
] as const)('refuses at %s of GitLab %o', async (field, fields, word) => {
  expect((await seen({ ...GITLAB, ...fields })).fieldErrors[field]).toContain(word);
});

it('warns of every project of a group of GitLab, and reads the address of a clone', async () => {
  const whole = await seen({ ...GITLAB, repository: 'acme/*' });
  expect(whole.fieldErrors).toEqual({});
  expect(whole.fieldWarnings.repository).toContain('Every project that fits acme/*');
  const [{ Condition }] = await trustOf({
    ...GITLAB,
    repository: 'git@gitlab.com:acme/shop.git',
  });
  expect(Condition.StringEquals['gitlab.com:sub']).toContain('project_path:acme/shop:');
});

const OTHER = {
  issuerKind: 'other',
  issuerUrl: 'https://id.example.com/acme',
  subject: 'deployer',
  audience: 'aws',
} as const;

it('takes any issuer by its address, audience and subject', async () => {
  const [{ Condition }] = await trustOf(OTHER);
  expect(Condition.StringEquals).toEqual({
    'id.example.com/acme:aud': 'aws',
    'id.example.com/acme:sub': 'deployer',
  });
  const { bridge } = await seen(OTHER);
  expect(bridge.sentence).toBe(
    'Whoever holds a token for deployer can read app-logs in Data.',
  );
});

it.each([
  ['subject', { subject: '*' }, 'fits everybody'],
  ['subject', { subject: 'repo:*' }, 'fits everybody'],
  ['audience', { audience: '*' }, 'pattern'],
  ['issuerUrl', { issuerUrl: 'http://id.example.com' }, 'https://'],
  ['issuerUrl', { issuerUrl: 'https://id.example.com:8443' }, 'no port'],
  ['issuerUrl', { issuerUrl: 'https://id.example.com/?x=1' }, 'without a query'],
  ['issuerUrl', { issuerUrl: 'https://ID.example.com' }, 'lower-case'],
  ['issuerUrl', { issuerUrl: 'https://localhost' }, 'not the address'],
  ['issuerUrl', { issuerUrl: 'https://*.example.com' }, 'no pattern'],
  ['issuerUrl', { issuerUrl: 'https://id.example.com/*' }, 'no pattern'],
  ['issuerUrl', { issuerUrl: 'https://id.example.com/b c' }, 'plain characters'],
] as const)('says at %s what is wrong with %o', async (field, fields, word) => {
  expect((await seen({ ...OTHER, ...fields })).fieldErrors[field]).toContain(word);
});

it('says at the issuer that the provider does not take the audience', async () => {
  const view = await previewOf(GOOD, world([[HOST, ['else']]]));
  expect(view.fieldWarnings.issuerUrl).toContain('does not take the audience');
  expect(view.fieldWarnings.issuerUrl).toContain('The plan adds it');
});

it('says that nobody has read the providers, and what that leaves open', async () => {
  const view = await previewOf(GOOD);
  expect(view.fieldWarnings.issuerUrl).toContain('were not read');
});

it('plans the provider first where the account has none, and says so at the issuer', async () => {
  const console = world([]);
  const view = await previewOf(GOOD, console);
  expect(view.fieldWarnings.issuerUrl).toContain('The plan makes it');
  expect(view.bridge.deck).toBe('works');
  const planned = await console.plan({ who: '', ...GOOD });
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  const plan = await getPlan(console.deps, console.actor, planned.value.planId);
  if (!plan.ok) throw new Error(plan.error.kind);
  expect(plan.value.steps.map(({ operation }) => operation)).toEqual([
    'CreateOpenIDConnectProvider',
    'CreateRole',
    'PutRolePolicy',
    'UpdateAssumeRolePolicy',
  ]);
  expect(plan.value.gains).toMatchObject([
    { who: { kind: 'federated' }, today: 'denied', after: 'works' },
  ]);
});

it('does not take a provider that AWS has by now where that refuses the audience', async () => {
  const console = world([]);
  const place = `${DATA} oidc-provider ${PROVIDER}`;
  const standing = (ClientIDList: string[]) =>
    console.deps.aws.others.set(place, {
      document: JSON.stringify({ Url: HOST, ClientIDList }),
      tags: {},
    });
  standing(['else']);
  expect(await console.plan({ who: '', ...GOOD })).toMatchObject({
    ok: false,
    error: {
      kind: 'conflict',
      message: expect.stringContaining('does not take the audience sts.amazonaws.com'),
    },
  });
  standing(['else', 'sts.amazonaws.com']);
  expect(await console.plan({ who: '', ...GOOD })).toMatchObject({ ok: true });
});

it('makes the role in the account that was picked when the policy is typed', async () => {
  const custom = {
    bucket: '',
    access: 'custom',
    customPolicy:
      '{"Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}',
  } as const;
  expect((await seen(custom)).missing).toEqual(['trustingAccount']);
  const view = await seen({ ...custom, trustingAccount: DATA });
  expect(view.bridge.deck).toBe('works');
});
