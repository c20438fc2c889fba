import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { notHereIn } from './export/not-here-in';
import { changed, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { exportOf, textOf } from './fakes/exported';
import { DATA, readings } from './fakes/inventory';
import { withPlan } from './fakes/planned';
import { previewOf } from './fakes/preview-of';
import { driftOf } from './proof/find-drift';
import type { DraftFields } from './schema';

const GITHUB = 'token.actions.githubusercontent.com';
const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C';
const OWN = 'id.example.com/acme';
const bucket = 'app-logs';

type Case = [host: string, audience: string, fields: Partial<DraftFields>];
const CASES: Case[] = [
  [
    GITHUB,
    'sts.amazonaws.com',
    { recipe: 'ci-oidc', repository: 'acme/shop', runName: 'main', bucket },
  ],
  [
    'gitlab.com',
    'https://gitlab.com',
    {
      recipe: 'ci-oidc',
      issuerKind: 'gitlab',
      repository: 'acme/shop',
      runName: 'main',
      bucket,
    },
  ],
  [
    OWN,
    'aws',
    {
      recipe: 'ci-oidc',
      issuerKind: 'other',
      issuerUrl: `https://${OWN}`,
      subject: 'deployer',
      audience: 'aws',
      bucket,
    },
  ],
  [
    EKS,
    'sts.amazonaws.com',
    {
      recipe: 'eks',
      issuerUrl: `https://${EKS}`,
      namespace: 'pay',
      serviceAccount: 'api',
      bucket,
    },
  ],
];
const [CI] = CASES;
if (!CI) throw new Error('There is no case.');
const [, , RUNS] = CI;

const arnOf = (host: string) => `arn:aws:iam::${DATA}:oidc-provider/${host}`;
const placeOf = (host: string) => `${DATA} oidc-provider ${arnOf(host)}`;

/** Data has a provider for the issuer, read and standing, which takes other audiences. */
function world(host = GITHUB, taken = ['zeta', 'else']) {
  const read = readings();
  const data = read[DATA];
  if (!data) throw new Error('The inventory has no Data.');
  const provider = { Arn: arnOf(host), Url: host, ClientIDList: taken };
  data.OpenIDConnectProviders = [provider];
  const console = fakeConsole({ world: read });
  stand(console, taken, host);
  return { console, data };
}

type Console = ReturnType<typeof fakeConsole>;

const stand = ({ deps }: Console, ClientIDList: string[], host = GITHUB) =>
  deps.aws.others.set(placeOf(host), {
    document: JSON.stringify({ Url: host, ClientIDList }),
    tags: { theirs: 'yes' },
  });

const takenAt = ({ deps }: Console, host = GITHUB) =>
  JSON.parse(deps.aws.others.get(placeOf(host))?.document ?? '{}').ClientIDList;

async function planned(console: Console, fields: Partial<DraftFields> = RUNS) {
  const made = await console.plan({ who: '', ...fields });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return withPlan(console, made.value.planId);
}

it.each(CASES)(
  'adds the audience that the provider of %s lacks, %s, before the role opens',
  async (host, audience, fields) => {
    const { console } = world(host);
    const view = await previewOf(fields, console);
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings.issuerUrl).toContain(
      `does not take the audience ${audience} yet (it takes: zeta and else)`,
    );
    expect(view.bridge.deck).toBe('works');
    const plan = await planned(console, fields);
    const [step, ...others] = plan.stored().steps;
    expect(step).toMatchObject({
      title: `Audience ${audience} at OIDC provider ${host}`,
      operation: 'AddClientIDToOpenIDConnectProvider',
      before: JSON.stringify({ Url: host, ClientIDList: ['else', 'zeta'] }),
      after: JSON.stringify({
        Url: host,
        ClientIDList: [audience, 'else', 'zeta'].sort(),
      }),
    });
    expect(others.map(({ operation }) => operation)).not.toContain(
      'CreateOpenIDConnectProvider',
    );
    const { gains, accounts } = plan.stored().view as never as {
      gains: { today: string; after: string }[];
      accounts: { changes: { kind: string; target: string; mark: string }[] }[];
    };
    expect(gains).toMatchObject([{ today: 'denied', after: 'works' }]);
    expect(accounts.flatMap(({ changes }) => changes)).toContainEqual(
      expect.objectContaining({
        kind: 'OIDC provider',
        target: `${audience} at ${host}`,
        mark: '~',
      }),
    );
    await plan.apply();
    expect(takenAt(console, host)).toEqual(['zeta', 'else', audience]);
    await plan.undo();
    expect(plan.stored().state).toBe('undone');
    expect(takenAt(console, host)).toEqual(['zeta', 'else']);
  },
);

it('names the roles that take tokens for the new audience as well', async () => {
  const { console, data } = world();
  const [role] = data.RoleDetailList;
  if (!role) throw new Error('Data has no role.');
  role.AssumeRolePolicyDocument = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: arnOf(GITHUB) },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/web:*' } },
    },
  } as never;
  const view = await previewOf(RUNS, console);
  expect(view.fieldWarnings.issuerUrl).toContain(
    `${role.RoleName} of Data asks tokens of this provider for no audience`,
  );
});

it('writes nothing where the provider was changed since the plan, but what is so already', async () => {
  const { console } = world();
  const plan = await planned(console);
  stand(console, ['else', 'theirs', 'zeta']);
  await plan.apply();
  expect(console.deps.aws.writes).toBe(0);
  expect(plan.stored().steps[0]?.detail).toContain('somebody else has changed it');

  const so = world().console;
  const other = await planned(so);
  stand(so, ['sts.amazonaws.com', 'zeta', 'else']);
  so.tape.length = 0;
  await other.apply();
  expect(so.tape).not.toContain('aws add-audience');
  expect(other.stored().steps[0]?.detail).toBe('It was so already.');
  // Whoever added it has it still.
  await other.undo();
  expect(other.stored().state).toBe('undone');
  expect(takenAt(so)).toContain('sts.amazonaws.com');
});

it.each([
  ['takes just its own audience', ['zeta', 'sts.amazonaws.com', 'theirs'], 1],
  ['has nothing to take', ['zeta', 'else', 'theirs'], 0],
])('%s out of a provider that others have changed since', async (_, taken, writes) => {
  const { console } = world();
  const plan = await planned(console);
  await plan.apply();
  stand(console, taken);
  console.tape.length = 0;
  await plan.undo();
  const { state, steps } = plan.stored();
  expect(state).toBe('undone');
  expect(steps[0]?.detail).toMatch(/What others have written in it since was left/);
  expect(console.tape.filter((call) => call === 'aws remove-audience')).toHaveLength(
    writes,
  );
  expect(takenAt(console)).toEqual(taken.filter((one) => one !== 'sts.amazonaws.com'));
});

it('has no audience to take out of a provider that is gone', async () => {
  const { console } = world();
  const plan = await planned(console);
  await plan.apply();
  console.deps.aws.others.delete(placeOf(GITHUB));
  await plan.undo();
  expect(plan.stored().state).toBe('undone');
});

it('tells no drift of a provider that took another audience, but of one that lost ours', async () => {
  const { console } = world();
  const plan = await planned(console);
  await plan.apply();
  const [step] = plan.stored().steps;
  if (!step) throw new Error('The plan has no step.');
  const driftWith = (ClientIDList: string[]) =>
    driftOf(plan.stored().id, step, {
      exists: true,
      document: JSON.stringify({ Url: GITHUB, ClientIDList }),
      tags: {},
      id: null,
    });
  expect(driftWith(['sts.amazonaws.com', 'theirs'])).toBeNull();
  expect(driftWith(['else', 'theirs'])).toContain('is not as this plan wrote it');
});

it.each([
  ['asks for it', { StringEquals: { [`${GITHUB}:aud`]: ['sts.amazonaws.com'] } }],
  [
    'asks for it in other letters',
    { StringEqualsIgnoreCase: { [`${GITHUB}:aud`]: 'STS.amazonaws.com' } },
  ],
  ['asks by a pattern', { StringLike: { [`${GITHUB}:aud`]: 'sts.*' } }],
  ['asks for none', { StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/web:x' } }],
])('leaves the audience where another role %s by now', async (_, Condition) => {
  const { console, data } = world();
  const plan = await planned(console);
  await plan.apply();
  const [role] = data.RoleDetailList;
  if (!role) throw new Error('Data has no role.');
  role.AssumeRolePolicyDocument = {
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: [arnOf(GITHUB)] },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
    },
  } as never;
  await plan.undo();
  expect(plan.stored().state).toBe('undo-stopped');
  expect(plan.stored().steps[0]?.detail).toBe(
    `${role.RoleName} takes tokens of this provider for the audience sts.amazonaws.com too, so the provider still takes it.`,
  );
  expect(takenAt(console)).toContain('sts.amazonaws.com');
});

it('plans nothing where the provider is gone by now', async () => {
  const { console } = world();
  console.deps.aws.others.delete(placeOf(GITHUB));
  expect(await console.plan({ who: '', ...RUNS })).toMatchObject({
    ok: false,
    error: {
      message: expect.stringContaining(`OIDC provider ${GITHUB} is gone by now`),
    },
  });
});

const CALL = `add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn=${arnOf(GITHUB)} --client-id=sts.amazonaws.com`;

it.each(['cloudformation', 'terraform'] as const)(
  'names the call with %s, which cannot change a provider that stands',
  async (format) => {
    const { console } = world();
    const plan = await planned(console);
    const text = await textOf(plan, format, format === 'terraform' ? undefined : DATA);
    expect(notHereIn(format, text)).toMatch(/cannot add an audience to a provider/);
    expect(notHereIn(format, text)).toContain(`aws iam ${CALL}`);
    expect(text).not.toMatch(/OIDCProvider|aws_iam_openid_connect_provider/);
  },
);

it('compares all audiences in a script before it adds one', async () => {
  const { console } = world();
  const plan = await planned(console);
  const script = await textOf(plan, 'bash', DATA);
  const fake = (taken: string[]) =>
    `aws() { printf '%s' '${JSON.stringify(taken, null, 4)}'; }`;
  const [helpers] = script
    .slice(script.indexOf('errors=$(mktemp)'))
    .split('\nexpect_account ');
  const standing = (taken: string[]) =>
    spawnSync('bash', [], {
      input: `set -euo pipefail\n${helpers}\n${fake(taken)}\nstand_1`,
      encoding: 'utf8',
    }).stdout.trim();
  expect(standing(['else', 'zeta'])).toBe('before');
  expect(standing(['else', 'sts.amazonaws.com', 'zeta'])).toBe('after');
  expect(standing(['else'])).toBe('other');
  expect(script).toContain('add-client-id-to-open-id-connect-provider');
  const shell = await exportOf(plan, 'powershell', DATA);
  expect(shell.ok && shell.value.text).toContain(
    'add-client-id-to-open-id-connect-provider',
  );
});

it('leaves an audience that a change no longer wants, and says so', async () => {
  const own = CASES.find(([host]) => host === OWN);
  const { console } = world(OWN);
  const first = await standing(console, { who: '', ...own?.[2] });
  const before = takenAt(console, OWN);
  expect(before).toEqual(['zeta', 'else', 'aws']);
  const next = await changed(console, first.planId, { audience: 'vault' });
  expect(next.stored().body.warnings.join()).toContain(
    `Audience aws at OIDC provider ${OWN} stays`,
  );
  await next.apply();
  expect(takenAt(console, OWN)).toEqual(['zeta', 'else', 'aws', 'vault']);
  await next.undo();
  expect(takenAt(console, OWN)).toEqual(before);
});
