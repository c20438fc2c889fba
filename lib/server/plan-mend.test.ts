import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import type { AccountId, PlanId } from '@/lib/core/ids';
import { documentOf, roleArn, rootArn, userArn } from '@/lib/practice/seed/document';
import { exportPlan } from '@/lib/setup/export-plan';
import type { ExportFormat } from '@/lib/setup/export-schema';
import { planMend } from '@/lib/setup/mend/plan-mend';
import { undoPlan } from '@/lib/setup/undo-plan';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld();
const BUILD = roleArn(TOOLING, 'ci-build');
const LEE = userArn(TOOLING, 'lee');

/** As somebody would have typed it: what a plan does not write keeps every byte. */
const trusting = (principal: object, more = {}, ...others: object[]) =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Own',
          Effect: 'Allow',
          Principal: principal,
          Action: 'sts:AssumeRole',
          ...more,
        },
        ...others,
      ],
    },
    null,
    3,
  );
const NOBODY_THERE = trusting({ AWS: rootArn(DATA) });

/** A role that somebody made past the console, which then reads both accounts. */
async function makeRole(RoleName: string, AssumeRolePolicyDocument = NOBODY_THERE) {
  const { iam } = await world().practice.admin(DATA);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  return readAgain(`arn:aws:iam::${DATA}:role/${RoleName}`);
}

async function readAgain(role: string) {
  await world().deps.readAgain(world().actor.workspaceId, [TOOLING, DATA]);
  return role;
}

async function trustOf(RoleName: string): Promise<string> {
  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
}

async function mayAssume(RoleName: string, roles: string[], Effect = 'Allow') {
  const { iam } = await world().practice.admin(TOOLING);
  const statement = { Effect, Action: 'sts:AssumeRole', Resource: roles };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: `by-hand-${Effect}`,
      PolicyDocument: documentOf(statement as never),
    }),
  );
}

const mend = (who: string, role: string) =>
  planMend(world().deps, world().actor, { who, role });

const checksOf = async (planId: string) =>
  (await world().viewOf(planId)).proof?.checks.map(({ id, outcome }) => [id, outcome]);

async function exported(planId: string, format: ExportFormat): Promise<string> {
  const { deps, actor, practice } = world();
  const ports = { ...deps, practiceWorlds: { url: practice.url } };
  const asked = { id: planId as PlanId, account: DATA as AccountId, format };
  return worked(await exportPlan(ports, actor, asked)).text;
}

it('adds the trust half by one statement, proves it, and puts every byte back', async () => {
  await mayAssume('ci-deploy', [roleArn(DATA, 'shut')]);
  const role = await makeRole('shut');
  const before = await trustOf('shut');
  const { planId } = worked(await mend(CI, role));
  const plan = await world().viewOf(planId);
  expect(plan).toMatchObject({
    isMend: true,
    title: 'ci-deploy in Tooling may become shut in Data',
    added: 1,
    changed: 0,
    removed: 0,
    warnings: [],
    losses: [],
    before: { deck: 'denied' },
    after: { deck: 'works' },
  });
  expect(plan.steps.map(({ title }) => title)).toEqual(['Trust policy of shut']);
  expect(plan.gains[0]).toMatchObject({
    who: { name: 'ci-deploy' },
    today: 'denied',
    after: 'works',
  });
  expect(plan.whyNotChange).toContain('missing half');

  await world().applyAndRun(planId);
  const { state, proof } = await world().viewOf(planId);
  expect([state, await checksOf(planId)]).toEqual([
    'proven',
    [
      ['assume', 'works'],
      ['assume-as-another', 'denied'],
    ],
  ]);
  expect(proof?.sentence).toContain(
    'Both halves agree: ci-deploy in Tooling became shut',
  );
  const { Statement } = JSON.parse(await trustOf('shut'));
  expect(Statement[1]).toEqual({
    Sid: `RoleCiDeployOf${TOOLING}MayAssume`,
    Effect: 'Allow',
    Principal: { AWS: CI },
    Action: 'sts:AssumeRole',
  });
  expect(await mend(CI, role)).toMatchObject({ error: { kind: 'already_so' } });

  await world().undoAndRun(planId, 'shut');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await trustOf('shut')).toBe(before);
});

it('adds the caller’s half as a policy of its own, and brings along what the trust asks for', async () => {
  const role = await makeRole(
    'guarded',
    trusting(
      { AWS: BUILD },
      { Condition: { StringEquals: { 'sts:ExternalId': 'x-42' } } },
    ),
  );
  const before = await trustOf('guarded');
  const { planId } = worked(await mend(BUILD, role));
  const PolicyName = `DrawbridgeMayAssume-guarded-${DATA}`;
  const plan = await world().viewOf(planId);
  expect(plan.steps.map(({ title }) => title)).toEqual([
    `${PolicyName} on role ci-build`,
  ]);

  await world().applyAndRun(planId);
  expect([(await world().viewOf(planId)).state, await checksOf(planId)]).toEqual([
    'proven',
    [
      ['assume', 'works'],
      ['assume-without-external-id', 'denied'],
      ['assume-with-wrong-external-id', 'denied'],
      ['assume-as-another', 'denied'],
    ],
  ]);
  expect(await trustOf('guarded')).toBe(before);
  const { iam } = await world().practice.admin(TOOLING);
  const policy = () =>
    iam.send(new GetRolePolicyCommand({ RoleName: 'ci-build', PolicyName }));
  const { PolicyDocument = '' } = await policy();
  expect(JSON.parse(decodeURIComponent(PolicyDocument)).Statement).toMatchObject([
    { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role },
  ]);
  await world().undoAndRun(planId, 'guarded');
  await expect(policy()).rejects.toThrow('cannot be found');
});

const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

it('proves with a second factor what the trust asks it for, and that it is refused without', async () => {
  const ANNA = userArn(TOOLING, 'anna');
  const role = await makeRole('by-mfa', trusting({ AWS: ANNA }, MFA));
  const { planId } = worked(await mend(ANNA, role));
  expect(await world().viewOf(planId)).toMatchObject({ after: { deck: 'conditional' } });
  await world().applyAndRun(planId);
  const { state, proof } = await world().viewOf(planId);
  expect(state).toBe('proven');
  expect(proof?.checks).toMatchObject([
    { id: 'assume', sentence: 'anna becomes by-mfa with MFA', outcome: 'works' },
    { id: 'assume-without-mfa', outcome: 'denied' },
    { id: 'assume-as-another', outcome: 'denied' },
  ]);
  await world().undoAndRun(planId, 'by-mfa');
});

it('says that a second factor was not tried where nobody here can give it', async () => {
  const role = await makeRole('by-mfa-of-lee', trusting({ AWS: LEE }, MFA));
  const { planId } = worked(await mend(LEE, role));
  await world().applyAndRun(planId);
  const { deps, job } = world();
  // As of a real account, in which no other person is played.
  const real = { kind: 'profile', partition: 'aws', region: 'us-east-1' } as const;
  const connectionOf: typeof deps.connectionOf = (account, all) =>
    account.id === TOOLING
      ? { ...real, accountId: account.id, profile: 'nobody-has-this' }
      : deps.connectionOf(account, all);
  await verifyPlan({ ...deps, connectionOf }, job(planId));
  const { proof } = await world().viewOf(planId);
  expect(proof?.sentence).toContain('Not proven: Not tested: only the person can show');
  expect(proof?.checks).toMatchObject([
    { id: 'assume', outcome: 'not-tested', evaluated: 'works' },
    { id: 'assume-without-mfa', outcome: 'not-tested', evaluated: 'denied' },
    { id: 'assume-as-another', outcome: 'not-tested' },
  ]);
  await world().undoAndRun(planId, 'by-mfa-of-lee');
});

it('plans nothing for a role whose sessions could not give the second factor asked for', async () => {
  const role = await makeRole('by-mfa-only', trusting({ AWS: BUILD }, MFA));
  expect(await mend(BUILD, role)).toMatchObject({
    error: { message: expect.stringContaining('sessions of roles carry none') },
  });
});

it('adds both halves to a user where both are missing, and takes both away again', async () => {
  const role = await makeRole('far');
  const before = await trustOf('far');
  const { planId } = worked(await mend(LEE, role));
  const plan = await world().viewOf(planId);
  expect(plan.steps.map(({ title }) => title)).toEqual([
    `DrawbridgeMayAssume-far-${DATA} on user lee`,
    'Trust policy of far',
  ]);
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  for (const format of ['terraform', 'cloudformation', 'bash', 'json'] as const)
    expect(await exported(planId, format)).toContain(`UserLeeOf${TOOLING}MayAssume`);
  await world().undoAndRun(planId, 'far');
  expect(await trustOf('far')).toBe(before);
  expect(await world().standing(planId)).toEqual([null, expect.anything()]);
});

it('lets somebody outside in by an external ID alone, and says that it has to be agreed on', async () => {
  const role = await makeRole('shown');
  const auditor = 'arn:aws:iam::999988887777:role/auditor';
  const { planId } = worked(await mend(auditor, role));
  const plan = await world().viewOf(planId);
  expect(plan).toMatchObject({ before: { left: { shape: 'outside' } }, added: 1 });
  const [written] = plan.accounts.flatMap(({ changes }) => changes);
  const [externalId] = /db1-\w+/.exec(JSON.stringify(written)) ?? [];
  expect(externalId).toBeDefined();
  expect(plan.warnings[0]).toContain(`the external ID ${externalId}`);
});

it('stands in for the crossing that a form made on the role, until it is undone', async () => {
  const roleName = 'x-formed';
  const first = await world().planFor({ roleName });
  await world().applyAndRun(first);
  const { roleArn: role } = await world().viewOf(first);
  const before = await trustOf(roleName);
  const { planId } = worked(await mend(BUILD, await readAgain(role)));
  const [warning] = (await world().viewOf(planId)).warnings;
  expect(warning).toContain('stands on this role');
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  expect(await world().viewOf(first)).toMatchObject({
    state: 'replaced',
    sentence: 'A later plan has changed what this one wrote.',
  });
  await world().undoAndRun(planId, roleName);
  expect(await trustOf(roleName)).toBe(before);
  expect((await world().viewOf(first)).state).toBe('applied');
});

it('says that a crossing still stands as it was written, where a mend wrote on the caller alone', async () => {
  const roleName = 'x-beside';
  const first = await world().planFor({ roleName });
  await world().applyAndRun(first);
  const { roleArn: role } = await world().viewOf(first);
  const { iam } = await world().practice.admin(DATA);
  const also = trusting(
    { AWS: BUILD },
    {},
    ...JSON.parse(await trustOf(roleName)).Statement,
  );
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument: also }),
  );
  const { planId } = worked(await mend(BUILD, await readAgain(role)));
  await world().applyAndRun(planId);
  expect(await world().viewOf(first)).toMatchObject({
    state: 'replaced',
    sentence:
      'A later plan has taken this access over. What this one wrote stands as it was.',
  });
  await world().undoAndRun(planId, roleName);
});

it('does not say so where another had written on it before', async () => {
  const roleName = 'x-twice';
  const first = await world().planFor({ roleName });
  await world().applyAndRun(first);
  const { roleArn: role } = await world().viewOf(first);
  const second = worked(await mend(BUILD, await readAgain(role))).planId;
  await world().applyAndRun(second);
  const { iam } = await world().practice.admin(DATA);
  const also = trusting(
    { AWS: LEE },
    {},
    ...JSON.parse(await trustOf(roleName)).Statement,
  );
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument: also }),
  );
  const third = worked(await mend(LEE, await readAgain(role))).planId;
  await world().applyAndRun(third);
  const told = await Promise.all([first, second].map((id) => world().viewOf(id)));
  expect(told.map(({ state, sentence }) => [state, sentence])).toEqual([
    ['replaced', 'A later plan has changed what this one wrote.'],
    [
      'replaced',
      'A later plan has taken this access over. What this one wrote stands as it was.',
    ],
  ]);
});

it('writes nothing where the trust has changed since the plan was made', async () => {
  const role = await makeRole('moved');
  const { planId } = worked(await mend(LEE, role));
  const { iam } = await world().practice.admin(DATA);
  const changed = trusting({ AWS: [rootArn(DATA), CI] });
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'moved', PolicyDocument: changed }),
  );
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('stopped');
  expect(await trustOf('moved')).toBe(changed);
  expect((await world().standing(planId))[0]).toBeNull();
});

it('plans nothing where no statement alone would let the caller in, or none may be written', async () => {
  const { deps, actor } = world();
  const said = async (who: string, role: string) => {
    const answer = await mend(who, role);
    return answer.ok || !('message' in answer.error) ? '' : answer.error.message;
  };
  const denial = { Sid: 'Never', Effect: 'Deny', Principal: '*', Action: 'sts:*' };
  const closed = await makeRole('closed', trusting({ AWS: CI }, {}, denial));
  expect(await said(LEE, closed)).toMatch(/^No statement alone lets lee take closed\./);

  const late = await makeRole('late');
  const { iam } = await world().practice.admin(DATA);
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: 'late',
      PolicyDocument: trusting({ AWS: CI }, {}, denial),
    }),
  );
  expect(await said(LEE, late)).toMatch(/^Even with what is missing lee could not take/);

  const named = await makeRole(
    'named',
    trusting({ AWS: CI }, { Sid: `UserLeeOf${TOOLING}MayAssume` }),
  );
  expect(await said(LEE, named)).toMatch(
    /lets .*ci-deploy in by a statement of the name/,
  );

  const tooling = await world().practice.admin(TOOLING);
  await tooling.iam.send(
    new PutRolePermissionsBoundaryCommand({
      RoleName: 'ci-build',
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    }),
  );
  const open = await readAgain(roleArn(DATA, 'shut'));
  expect(await said(BUILD, open)).toMatch(/^No statement alone .*boundary/);

  const arn = (path: string) => `arn:aws:iam::${DATA}:role/${path}`;
  expect(await said(CI, arn('data-read'))).toContain('No change');
  expect(await said(LEE, arn('drawbridge/drawbridge-change'))).toContain('own roles');
  expect(await said(LEE, arn('nobody'))).toContain('not in the latest reading');
  expect(await said(CI, 'arn:aws:iam::999988887777:role/x')).toContain('not read');
  const viewer = { ...actor, role: 'viewer' as const };
  expect(await planMend(deps, viewer, { who: LEE, role: late })).toMatchObject({
    error: { kind: 'forbidden' },
  });
});

it('goes with the crossing whose role it let somebody else into, once nothing else hangs on it', async () => {
  const roleName = 'x-both';
  const crossing = await world().planFor({ roleName });
  await world().applyAndRun(crossing);
  const role = await readAgain((await world().viewOf(crossing)).roleArn);
  const { planId } = worked(await mend(LEE, role));
  await world().applyAndRun(planId);
  const view = await world().viewOf(crossing);
  expect([view.state, view.undo]).toEqual([
    'replaced',
    { along: [{ id: planId, title: expect.stringContaining('lee') }], why: null },
  ]);
  const { iam } = await world().practice.admin(DATA);
  const theirs = { RoleName: roleName, PolicyName: 'by-hand' };
  const PolicyDocument = documentOf({ Effect: 'Deny', Action: 's3:*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ ...theirs, PolicyDocument }));
  const { deps, actor } = world();
  const asked = { planId: crossing, typedName: roleName, along: [planId] };
  expect(await undoPlan(deps, actor, asked)).toMatchObject({
    error: { message: expect.stringContaining('it has the policy by-hand') },
  });
  await iam.send(new DeleteRolePolicyCommand(theirs));
  worked(await undoPlan(deps, actor, asked));
  await world().run(crossing);
  const states = [planId, crossing].map(async (id) => (await world().viewOf(id)).state);
  expect(await Promise.all(states)).toEqual(['undone', 'undone']);
  await expect(trustOf(roleName)).rejects.toThrow('cannot be found');
});
