import {
  CreateRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { PlanGrantInput } from '@/lib/credentials/grants/grant-schema';
import { chooseForPlan, listPlanGrants } from '@/lib/credentials/grants/plan-grants';
import { settlePlanGrants } from '@/lib/credentials/grants/settle-plan-grants';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { noteVendableRoles } from '@/lib/credentials/note-vendable-roles';
import { handOutRole } from '@/lib/setup/hand-out/hand-out-role';
import { openLink } from '@/lib/setup/handshake/open-link';
import { DATA, TOOLING, worked } from './test-aws';
import { handshakeIn } from './test-handshake';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const { ports, lookUntil, secretOf } = handshakeIn(world);
const trusts = (...more: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Own',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${DATA}:root` },
        Action: 'sts:AssumeRole',
      },
      ...more,
    ],
  });

/** A role that somebody made past the console, which then reads the account. */
async function makeRole(
  roleName: string,
  trust = trusts(),
  Path = '/drawbridge-managed/',
) {
  const { iam } = await world().practice.admin(DATA);
  await iam.send(
    new CreateRoleCommand({ RoleName: roleName, Path, AssumeRolePolicyDocument: trust }),
  );
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
  return `arn:aws:iam::${DATA}:role${Path}${roleName}`;
}

async function trustOf(RoleName: string): Promise<string> {
  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
}

const handOut = (role: string) => handOutRole(world().deps, world().actor, { role });

it('lets a role that exists be handed out, until the plan is undone', async () => {
  const { deps, actor } = world();
  const roleArn = await makeRole('x-foreign');
  const { planId } = worked(await handOut(roleArn));
  const plan = await world().viewOf(planId);
  expect(plan).toMatchObject({ isHandOut: true, warnings: [], added: 1, changed: 0 });
  expect(plan.sentence).toContain('Drawbridge cannot hand out x-foreign in Data');
  expect(plan.gains).toMatchObject([
    { who: { name: 'drawbridge-hub-broker' }, today: 'denied' },
  ]);
  const wish = PlanGrantInput.parse({ planId, to: `person:${actor.userId}` });
  await world().deps.people.addMember(actor.workspaceId, actor.userId, 'admin');
  expect(worked(await chooseForPlan(deps, actor, wish))?.canBeTaken).toBe(true);
  expect(await deps.grants.listOpen(actor.workspaceId, [roleArn])).toEqual([]);

  const before = await trustOf('x-foreign');
  await world().applyAndRun(planId);
  const proven = await world().viewOf(planId);
  expect([
    proven.state,
    proven.proof?.checks.map(({ id, outcome }) => [id, outcome]),
  ]).toEqual([
    'proven',
    [
      ['assume', 'works'],
      ['unnamed', 'denied'],
    ],
  ]);
  expect(await trustOf('x-foreign')).toContain('ConsoleMayHandOut');
  await noteVendableRoles(deps, actor.workspaceId);
  await settlePlanGrants(deps, planId);
  expect(worked(await listPlanGrants(deps, actor, planId))?.chosen).toMatchObject([
    { state: 'given' },
  ]);
  const ports = { ...deps, env: { ...deps.env, practice: null } };
  const asked = { roleArn, durationSeconds: 900 };
  worked(await issueCredentials(ports, actor, asked));
  expect(await handOut(roleArn)).toMatchObject({ error: { kind: 'already_so' } });

  await world().undoAndRun(planId, 'x-foreign');
  await settlePlanGrants(deps, planId);
  expect(await trustOf('x-foreign')).toBe(before);
  expect(await issueCredentials(ports, actor, asked)).toMatchObject({ ok: false });
});

it('a crossing that a form made is planned again by that form', async () => {
  const roleName = 'x-by-form';
  const first = await world().planFor({ roleName });
  await world().applyAndRun(first);
  const { roleArn } = await world().viewOf(first);
  const { planId } = worked(await handOut(roleArn));
  const plan = await world().viewOf(planId);
  expect(plan).toMatchObject({ isHandOut: false, whyNotChange: null, added: 1 });
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  expect(await trustOf(roleName)).toContain('ConsoleMayHandOut');
});

it('tells the statement that the console’s own identity lacks, and does not claim a proof', async () => {
  const roleArn = await makeRole('elsewhere', trusts(), '/');
  const { planId } = worked(await handOut(roleArn));
  const [warning] = (await world().viewOf(planId)).warnings;
  expect(warning).toContain(
    '"Action":["sts:AssumeRole","sts:SetSourceIdentity","sts:TagSession"]',
  );
  expect(warning).toContain(roleArn);
  await world().applyAndHurry(planId);
  expect((await world().viewOf(planId)).state).toBe('refuted');

  // Once somebody has added it, the console gets in.
  const { iam } = await world().practice.admin(TOOLING);
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'drawbridge-hub-broker',
      PolicyName: 'elsewhere',
      PolicyDocument: `{"Version":"2012-10-17","Statement":[${/\{"Sid".*\}/.exec(warning ?? '')?.[0]}]}`,
    }),
  );
  await world().undoAndRun(planId, 'elsewhere');
  await world().deps.readAgain(world().actor.workspaceId, [TOOLING, DATA]);
  const again = worked(await handOut(roleArn)).planId;
  expect((await world().viewOf(again)).warnings).toEqual([]);
  await world().applyAndRun(again);
  expect((await world().viewOf(again)).state).toBe('proven');
});

it('asks the owner of an account that is not written to from here, and is proven once they ran it', async () => {
  const { deps, actor, practice } = world();
  const roleArn = await makeRole('x-theirs');
  const data = await deps.accounts.find(actor.workspaceId, DATA);
  await deps.accounts.setConnection(actor.workspaceId, DATA, null);
  const { planId } = worked(await handOut(roleArn));
  expect((await world().viewOf(planId)).warnings.join()).toContain('its owner runs');
  const before = await trustOf('x-theirs');
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('waiting');
  expect(await trustOf('x-theirs')).toBe(before);

  const page = worked(await openLink(ports(), { secret: await secretOf(planId) }));
  expect(page).toMatchObject({ accountId: DATA, canConfirm: false, state: 'waiting' });
  const { iam } = await practice.admin(DATA);
  const PolicyDocument = page.creates[0]?.document;
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'x-theirs', PolicyDocument }),
  );
  await lookUntil(planId, async () => (await world().viewOf(planId)).state !== 'waiting');
  expect((await world().viewOf(planId)).state).toBe('proven');
  await deps.accounts.setConnection(actor.workspaceId, DATA, data?.connection ?? null);
});

it('plans nothing where it would be in vain, or is not allowed', async () => {
  const { deps, actor } = world();
  const arn = (path: string) => `arn:aws:iam::${DATA}:role/${path}`;
  const said = async (role: string) => {
    const answer = await handOut(role);
    return answer.ok || !('message' in answer.error) ? '' : answer.error.message;
  };
  const closed = await makeRole(
    'x-closed',
    trusts({ Sid: 'NotFromOutside', Effect: 'Deny', Principal: '*', Action: 'sts:*' }),
  );
  expect(await said(closed)).toMatch(/denies sts:AssumeRole.*NotFromOutside/);
  const others = await makeRole(
    'x-others',
    trusts({
      Sid: 'ConsoleMayHandOut',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${TOOLING}:role/ci-deploy` },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    }),
  );
  expect(await said(others)).toMatch(/lets .*ci-deploy hand it out.*would be lost/);
  expect(await said(arn('data-read'))).toContain('trusts this console already');
  expect(await said(arn('aws-service-role/x.amazonaws.com/X'))).toContain(
    'AWS itself keeps',
  );
  expect(await said(arn('aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_1'))).toContain(
    'AWS itself keeps',
  );
  expect(await said(arn('drawbridge/drawbridge-change'))).toContain('own roles');
  expect(await said('arn:aws:iam::999988887777:role/x')).toContain('"ConsoleMayHandOut"');
  expect(await handOut(arn('nobody'))).toMatchObject({ error: { kind: 'not_found' } });
  const viewer = { ...actor, role: 'viewer' as const };
  expect(await handOutRole(deps, viewer, { role: closed })).toMatchObject({
    error: { kind: 'forbidden' },
  });
});
