import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pathToAws } from '@/lib/practice/test-aws-command';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { createLink } from '@/lib/setup/handshake/create-link';
import { getOwnerHalf } from '@/lib/setup/handshake/get-owner-half';
import { openLink } from '@/lib/setup/handshake/open-link';
import { revokeLink } from '@/lib/setup/handshake/revoke-link';
import type { DraftFields } from '@/lib/setup/schema';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { watchNow } from '@/lib/setup/watch-job';
import { watchPlan } from '@/lib/setup/watch-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const run = promisify(execFile);
const world = useSetupWorld();
const ORIGIN = 'https://bridge.example';
const EXTERNAL = { requireExternalId: true, externalId: 'acme-42' };
const hasCli = isThere('aws', ['--version']);

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-'));
  const { deps, actor } = world();
  await deps.accounts.setConnection(actor.workspaceId, TOOLING, null);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function ports() {
  const { deps, practice } = world();
  return {
    ...deps,
    env: { ...deps.env, origin: ORIGIN },
    practiceWorlds: { url: practice.url },
  };
}

const waiting = async (roleName: string, fields: Partial<DraftFields> = {}) => {
  const planId = await world().planFor({ ...EXTERNAL, roleName, ...fields });
  await world().applyAndRun(planId);
  return planId;
};

const look = (planId: string) => watchPlan(ports(), watchNow(world().job(planId)));

async function linkOf(planId: string, hours = 168) {
  const input = { planId: planId as never, hours }; // ids of tests, unparsed
  const { url, link } = worked(await createLink(ports(), world().actor, input));
  return { link, url, secret: url.split('#')[1] ?? '' };
}

const open = (secret: string) => openLink(ports(), { secret });

async function inBash(script: string, principalArn: string): Promise<string> {
  const { practice } = world();
  const file = path.join(folder, 'pasted.sh');
  writeFileSync(file, script);
  const keys = await practice.actAs(principalArn);
  const env = commandEnvironment(practice.url, folder, keys, await pathToAws());
  delete env['AWS_ENDPOINT_URL']; // what was pasted knows where
  return (await run('bash', [file], { env, cwd: folder })).stdout;
}

/** What the owner does by hand where there is no aws command. */
async function writeByHand(planId: string): Promise<void> {
  const { deps, actor, practice } = world();
  const plan = await deps.plans.find(actor.workspaceId, planId);
  const step = plan?.steps.find(({ accountId }) => accountId === TOOLING);
  if (step?.write.kind !== 'put-inline-policy') throw new Error('no step of Tooling');
  const tooling = await practice.admin(TOOLING);
  await tooling.iam.send(
    new PutRolePolicyCommand({
      RoleName: step.write.principalName,
      PolicyName: step.write.policyName,
      PolicyDocument: step.write.document,
    }),
  );
}

it('writes our half alone, and waits for the owner of the other account', async () => {
  const planId = await world().planFor({ roleName: 'x-waits' });
  const before = await world().viewOf(planId);
  expect(before.warnings.join(' ')).toContain('Tooling has no connection');
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.state).toBe('waiting');
  expect(view.sentence).toContain('Waiting for the owner of Tooling');
  expect(view.steps.map(({ accountId, state }) => `${accountId} ${state}`)).toEqual([
    `${DATA} done`,
    `${DATA} done`,
    `${TOOLING} waiting`,
    `${DATA} done`,
  ]);
  await look(planId);
  const looked = await world().viewOf(planId);
  expect(looked.state).toBe('waiting');
  expect(looked.progress).toContain('tells of nobody who took the role yet');
  await world().undoAndRun(planId, 'x-waits');
  expect((await world().viewOf(planId)).state).toBe('undone');
});

it('shows the holder of a link their half, and nothing else of ours', async () => {
  const planId = await waiting('x-shown');
  const { url, secret } = await linkOf(planId);
  expect(url).toMatch(/^https:\/\/bridge\.example\/handshake#[a-z2-7]{52}$/);
  const view = worked(await open(secret));
  expect(view).toMatchObject({
    state: 'waiting',
    accountId: TOOLING,
    roleAccountId: DATA,
    statement: `Role ci-deploy of account ${TOOLING} may ask for the role x-shown of account ${DATA}.`,
  });
  expect(view.files.map(({ format }) => format)).toEqual([
    'bash',
    'powershell',
    'cloudformation',
    'json',
  ]);
  expect(view.creates).toHaveLength(1);
  const told = JSON.stringify(view);
  for (const ours of ['app-logs', 'Tooling', 'Data', 'bucket-access', 'Mei'])
    expect(told).not.toContain(ours);
});

it('keeps no secret, logs none, and answers every wrong link alike', async () => {
  const planId = await waiting('x-secret');
  const { link, secret } = await linkOf(planId, 1);
  const { deps, actor, database } = world();
  worked(await open(secret));
  worked(await open(secret));
  const rows = await deps.activity.all(actor.workspaceId);
  const opened = rows.filter(
    ({ event, planId: id }) => event === 'handshake.opened' && id === planId,
  );
  expect(opened).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(secret);
  const kept = await database.prisma.handshakeLink.findMany();
  expect(JSON.stringify(kept)).not.toContain(secret);

  const wrong = await open('a'.repeat(52));
  const late = {
    ...ports(),
    clock: { ...deps.clock, now: () => new Date(Date.now() + 3_700_000) },
  };
  expect(await openLink(late, { secret })).toEqual(wrong);
  const revoked = { planId: planId as never, linkId: link.id };
  worked(await revokeLink(ports(), actor, revoked));
  expect(await open(secret)).toEqual(wrong);
  expect(wrong).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  const half = worked(await getOwnerHalf(ports(), actor, planId));
  expect(half?.links).toMatchObject([{ id: link.id, state: 'revoked' }]);
  expect(await revokeLink(ports(), actor, revoked)).toMatchObject({ ok: false });
});

it('refuses a link for a plan that is written from here alone, and to those who only look', async () => {
  const planId = await waiting('x-viewer');
  const input = { planId: planId as never, hours: 1 };
  const viewer = { ...world().actor, role: 'viewer' as const };
  expect(await createLink(ports(), viewer, input)).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
  await world().undoAndRun(planId, 'x-viewer');
  expect(await createLink(ports(), world().actor, input)).toMatchObject({
    ok: false,
    error: { kind: 'conflict' },
  });
});

it('gives nothing more to the holder of a link once its plan has ended', async () => {
  const planId = await waiting('x-ended');
  const { secret } = await linkOf(planId);
  const nothing = { creates: [], files: [], doesNotGive: [], test: null };
  for (const [state, shown] of [
    ['proven', 'proven'],
    ['left', 'withdrawn'],
    ['undone', 'withdrawn'],
  ] as const) {
    await world().database.prisma.plan.update({ where: { id: planId }, data: { state } });
    const view = worked(await open(secret));
    expect(view).toMatchObject({ state: shown, ...nothing });
    expect(view.undo).toContain('delete-role-policy');
  }
});

it('asks a holder who asks too often to wait, but lets others in', async () => {
  const { secret, link } = await linkOf(await waiting('x-often'));
  const { secret: other } = await linkOf(await waiting('x-seldom'));
  expect((await open(secret)).ok).toBe(true);
  const { rateLimits } = world().deps;
  for (let at = 0; at < 120; at += 1)
    await rateLimits.hit(`handshake:${link.id}`, 300, new Date());
  expect(await open(secret)).toMatchObject({ ok: false, error: { kind: 'throttled' } });
  expect((await open(other)).ok).toBe(true);
});

it('turns proven by itself when the owner has run their half and taken the role', async () => {
  const planId = await waiting('x-proven');
  const { secret } = await linkOf(planId);
  const { test, files, undo } = worked(await open(secret));
  const script = files.find(({ format }) => format === 'bash')?.text ?? '';
  if (hasCli) {
    await inBash(script, `arn:aws:iam::${TOOLING}:root`);
    expect(await inBash(test ?? '', CI)).toContain('assumed-role/x-proven/');
  } else {
    await writeByHand(planId);
    const ci = await world().practice.as(CI);
    const RoleArn = `arn:aws:iam::${DATA}:role/drawbridge-managed/x-proven`;
    const asked = { RoleArn, RoleSessionName: 'owner', ExternalId: 'acme-42' };
    await ci.sts.send(new AssumeRoleCommand(asked));
  }
  await look(planId);
  const view = await world().viewOf(planId);
  expect(view.state).toBe('proven');
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'our-half works',
  ]);
  expect(view.sentence).toContain('Both halves agree');
  expect(view.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
  expect(worked(await open(secret)).state).toBe('proven');

  await verifyPlan(ports(), world().job(planId));
  expect((await world().viewOf(planId)).state).toBe('proven');

  await world().undoAndRun(planId, 'x-proven');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(worked(await open(secret)).state).toBe('withdrawn');
  const tooling = await world().practice.admin(TOOLING);
  const theirs = new GetRolePolicyCommand({
    RoleName: 'ci-deploy',
    PolicyName: 'AllowAssume-x-proven',
  });
  expect((await tooling.iam.send(theirs)).PolicyName).toBe('AllowAssume-x-proven');
  if (!hasCli) return;
  await expect(inBash(undo, `arn:aws:iam::${DATA}:root`)).rejects.toThrow(
    `of account ${DATA}, not of ${TOOLING}`,
  );
  expect((await tooling.iam.send(theirs)).PolicyName).toBe('AllowAssume-x-proven');
  await inBash(undo, `arn:aws:iam::${TOOLING}:root`);
  await expect(tooling.iam.send(theirs)).rejects.toThrow();
}, 240_000);

it('does not take a refusal for a proof', async () => {
  const planId = await waiting('x-refused');
  const { practice } = world();
  const RoleArn = `arn:aws:iam::${DATA}:role/drawbridge-managed/x-refused`;
  const asked = { RoleArn, RoleSessionName: 'x', ExternalId: 'wrong' };
  const ci = await practice.as(CI);
  await expect(ci.sts.send(new AssumeRoleCommand(asked))).rejects.toThrow();
  await look(planId);
  expect((await world().viewOf(planId)).state).toBe('waiting');
});

it('reads the other account once it is connected, and proves with real calls', async () => {
  const { deps, actor } = world();
  const planId = await waiting('x-connected');
  const [, data] = await Promise.all([
    writeByHand(planId),
    deps.accounts.find(actor.workspaceId, DATA),
  ]);
  await deps.accounts.setConnection(actor.workspaceId, TOOLING, data?.connection ?? null);
  await look(planId);
  const view = await world().viewOf(planId);
  expect(view.state).toBe('proven');
  expect(view.proof?.checks.map(({ id }) => id)).toContain(
    'assume-with-wrong-external-id',
  );
  await deps.accounts.setConnection(actor.workspaceId, TOOLING, null);
});

it('has the owner make a role for our people, and proves it once one of them takes it', async () => {
  const { deps, actor } = world();
  const data = await deps.accounts.find(actor.workspaceId, DATA);
  const connect = async (tooling: typeof data, ofData: typeof data) => {
    const at = { [TOOLING]: tooling, [DATA]: ofData };
    for (const [id, one] of Object.entries(at))
      await deps.accounts.setConnection(actor.workspaceId, id, one?.connection ?? null);
  };
  await connect(data, null);
  const planId = await world().planFor({
    recipe: 'people',
    trustingAccount: DATA,
    bucket: '',
    managedPolicies: 'ReadOnlyAccess',
    roleName: 'x-theirs',
  });
  await world().applyAndRun(planId);
  const states = async () =>
    (await world().viewOf(planId)).steps.map(
      ({ accountId, state }) => `${accountId} ${state}`,
    );
  expect(await states()).toEqual([
    `${DATA} waiting`,
    `${DATA} waiting`,
    `${TOOLING} done`,
    `${DATA} waiting`,
  ]);
  await look(planId);
  expect((await world().viewOf(planId)).state).toBe('waiting');
  const half = worked(await getOwnerHalf(ports(), actor, planId));
  const script = half?.files.find(({ format }) => format === 'bash')?.text ?? '';
  expect(script).toContain('attach-role-policy');
  if (hasCli) {
    await inBash(script, `arn:aws:iam::${DATA}:root`);
    await look(planId);
    const view = await world().viewOf(planId);
    expect(view.state).toBe('proven');
    expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'assume works',
      'assume-as-another denied',
    ]);
  }
  await world().undoAndRun(planId, 'x-theirs');
  expect((await world().viewOf(planId)).state).toBe('undone');
  await connect(null, data);
}, 240_000);

it('plans for somebody in an account that nobody here knows, and says so', async () => {
  const who = 'arn:aws:iam::999988887777:role/partner/reader';
  const planId = await world().planFor({ who, roleName: 'x-partner', ...EXTERNAL });
  const view = await world().viewOf(planId);
  expect(view.warnings.join(' ')).toContain('It was planned from nothing');
  expect(view.after.deck).not.toBe('works');
  expect(
    view.accounts.map(({ accountId, connection }) => [accountId, connection]),
  ).toEqual([
    ['999988887777', null],
    [DATA, 'practice'],
  ]);
});
