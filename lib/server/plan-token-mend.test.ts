import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { diagnoseToken } from '@/lib/inventory/diagnose-token';
import { readToken } from '@/lib/inventory/doctor/read-token';
import { issuerOf, namedClaims } from '@/lib/inventory/doctor/token-gates';
import { TokenQuestion } from '@/lib/inventory/questions';
import { PlanMendInput, planMend } from '@/lib/setup/mend/plan-mend';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const GITHUB = 'https://token.actions.githubusercontent.com';
const MAIN = 'repo:acme/shop:ref:refs/heads/main';
const RELEASE = 'repo:acme/shop:ref:refs/heads/release';
const OTHER = 'repo:someone/shop:ref:refs/heads/release';
const world = useSetupWorld();

const providerOf = (issuer: string) =>
  `arn:aws:iam::${DATA}:oidc-provider/${issuer.slice('https://'.length)}`;

/** A role for one branch, as somebody typed it: what a plan does not write keeps every byte. */
async function makeRole(RoleName: string, issuer: string, sub: string) {
  const { iam } = await world().practice.admin(DATA);
  const host = issuer.slice('https://'.length);
  const statement = {
    Sid: 'Own',
    Effect: 'Allow',
    Principal: { Federated: providerOf(issuer) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com', [`${host}:sub`]: sub },
    },
  };
  const trust = JSON.stringify(
    { Version: '2012-10-17', Statement: [statement] },
    null,
    3,
  );
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
  return `arn:aws:iam::${DATA}:role/${RoleName}`;
}

async function trustOf(RoleName: string): Promise<string> {
  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
}

async function tokenFor(issuer: string, sub: string, aud = 'sts.amazonaws.com') {
  const body = { issuer, claims: { sub, aud, email: 'ana@example.com' } };
  return (await world().practice.control<{ token: string }>('POST', '/tokens', body))
    .token;
}

/** What STS says to a token: `works`, or the name of its error. */
async function take(RoleArn: string, WebIdentityToken: string): Promise<string> {
  const sts = new STSClient({ endpoint: world().practice.url, region: 'us-east-1' });
  const call = { RoleArn, RoleSessionName: 'ci', WebIdentityToken };
  return sts.send(new AssumeRoleWithWebIdentityCommand(call)).then(
    () => 'works',
    (error: Error) => error.name,
  );
}

/** What the doctor asks for by its button, from a token that stays with its holder. */
async function mendOf(role: string, token: string) {
  const { deps, actor } = world();
  const ask = async (more: object) =>
    worked(await diagnoseToken(deps, actor, TokenQuestion.parse({ role, ...more })));
  const read = readToken(token);
  const asks = await ask({});
  const issuer = read.ok ? issuerOf(read.token, asks) : null;
  if (!read.ok || !issuer) throw new Error('The role does not know the issuer.');
  const claims = namedClaims(read.token, issuer);
  const { diagnosis } = await ask({ provider: issuer.provider, claims });
  const { whyNot, ...asked } = diagnosis?.mendPlan ?? { whyNot: 'no plan' };
  return { whyNot, input: PlanMendInput.safeParse(asked).data };
}

async function planFor(role: string, token: string): Promise<string> {
  const { whyNot, input } = await mendOf(role, token);
  expect(whyNot).toBeNull();
  if (!input) throw new Error('The doctor asks for what no plan takes.');
  return worked(await planMend(world().deps, world().actor, input)).planId;
}

const proofOf = async (planId: string) => {
  const { state, proof } = await world().viewOf(planId);
  return [state, proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)];
};

it('lets in the token that was refused, and no other, and puts every byte back', async () => {
  const { iam } = await world().practice.admin(DATA);
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: GITHUB,
      ClientIDList: ['sts.amazonaws.com'],
    }),
  );
  const role = await makeRole('by-branch', GITHUB, MAIN);
  const before = await trustOf('by-branch');
  const [token, stranger] = [
    await tokenFor(GITHUB, RELEASE),
    await tokenFor(GITHUB, OTHER),
  ];
  expect(await take(role, token)).toBe('AccessDenied');

  const planId = await planFor(role, token);
  const plan = await world().viewOf(planId);
  expect(plan).toMatchObject({
    isMend: true,
    added: 1,
    changed: 0,
    removed: 0,
    before: { deck: 'denied' },
    after: { deck: 'works' },
    gains: [{ who: { name: RELEASE }, today: 'denied', after: 'works' }],
  });
  expect(plan.steps.map(({ title }) => title)).toEqual(['Trust policy of by-branch']);
  expect(plan.warnings.join()).toContain('only AWS checks its signature');
  expect(JSON.stringify(plan)).not.toContain('ana@example.com');

  await world().applyAndRun(planId);
  expect(await proofOf(planId)).toEqual([
    'proven',
    [
      'assume works',
      'assume-as-another-run denied',
      'assume-from-a-pull-request denied',
      'assume-as-another-repository denied',
      'assume-as-a-stranger denied',
      'assume-for-another-audience denied',
      'assume-as-another denied',
    ],
  ]);
  expect(await take(role, token)).toBe('works');
  expect(await take(role, stranger)).toBe('AccessDenied');

  await world().undoAndRun(planId, 'by-branch');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await trustOf('by-branch')).toBe(before);
  expect(await take(role, token)).toBe('AccessDenied');
});

it('makes the provider alone where the trust is right and the account has none', async () => {
  const issuer = 'https://gitlab.com';
  const sub = 'project_path:acme/shop:ref_type:branch:ref:main';
  const role = await makeRole('by-gitlab', issuer, sub);
  const before = await trustOf('by-gitlab');
  const planId = await planFor(role, await tokenFor(issuer, sub));
  const plan = await world().viewOf(planId);
  expect(plan.steps.map(({ operation }) => operation)).toEqual([
    'CreateOpenIDConnectProvider',
  ]);
  await world().applyAndRun(planId);
  expect((await proofOf(planId))[0]).toBe('proven');
  expect(await take(role, await tokenFor(issuer, sub))).toBe('works');

  await world().undoAndRun(planId, 'by-gitlab');
  const { iam } = await world().practice.admin(DATA);
  const { OpenIDConnectProviderList = [] } = await iam.send(
    new ListOpenIDConnectProvidersCommand({}),
  );
  expect(OpenIDConnectProviderList.map(({ Arn }) => Arn)).not.toContain(
    providerOf(issuer),
  );
  expect(await trustOf('by-gitlab')).toBe(before);
});

it('adds the audience that the provider lacks, beside the statement, and takes both back', async () => {
  const { iam } = await world().practice.admin(DATA);
  const issuer = 'https://id.example.com/acme';
  const ClientIDList = ['sts.amazonaws.com'];
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList }));
  const role = await makeRole('by-own', issuer, 'deployer');
  const before = await trustOf('by-own');
  const token = await tokenFor(issuer, 'deployer', 'vault');
  const planId = await planFor(role, token);
  expect((await world().viewOf(planId)).steps.map(({ operation }) => operation)).toEqual([
    'AddClientIDToOpenIDConnectProvider',
    'UpdateAssumeRolePolicy',
  ]);
  await world().applyAndRun(planId);
  expect((await proofOf(planId))[0]).toBe('proven');
  expect(await take(role, token)).toBe('works');

  await world().undoAndRun(planId, 'by-own');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await trustOf('by-own')).toBe(before);
  const OpenIDConnectProviderArn = providerOf(issuer);
  expect(
    await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
  ).toMatchObject({ ClientIDList });
});
