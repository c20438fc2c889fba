import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromProcess } from '@aws-sdk/credential-providers';
import { beforeAll, expect, it, vi } from 'vitest';
import { challengeOf } from '@/lib/core/pkce';
import { DEVICE_SUBJECT } from '@/lib/core/step-up';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import { GiveGrantInput } from '@/lib/credentials/grants/grant-schema';
import { askForRoles } from '@/lib/credentials/requests/ask-for-roles';
import { decide } from '@/lib/credentials/requests/change-request';
import { AskInput } from '@/lib/credentials/requests/request-schema';
import { revoke } from '@/lib/credentials/revoke/revoke';
import { storedText } from '@/lib/db/test-stored-text';
import { FOUR_HOURS, LONG_JOB, makeLongJob } from '@/lib/practice/test-long-job';
import type { StartedDevice } from '@/lib/server/device/start-device';
import { CONTROL_TOKEN, DATA, worked } from '@/lib/server/test-aws';
import { cliCalls, random } from '@/lib/server/test-cli-calls';
import { useConsole } from '@/lib/server/test-console';
import { SECRET } from '@/lib/server/test-setup';
import { tracesOf } from '@/lib/server/test-traces-of';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { filesIn, signedInAt, spawnCommand } from './console/test-person';
import { consoleCommand } from './console-command';
import { creds } from './creds';

const console = useConsole({ isTaped: true });
const { send, asPage, asProgram } = cliCalls(console);
const ROLE = 'Data/data-read';
const WRITER = `arn:aws:iam::${DATA}:role/data-writer`;
const roleArn = `arn:aws:iam::${DATA}:role/data-read`;

/** Everything that was handed out, beside what is on the tape. */
const handedOut: string[] = [];
/** What the command keeps on the computers of people, as it was at any time. */
const kept: string[] = [];
let issued = 0;

// Each with the time that a hook has.
beforeAll(async () => {
  const { practice, deps } = console().world;
  await makeLongJob((await practice.admin(DATA)).iam);
  await deps.readAgain(console().actor.workspaceId, [DATA]);
});
for (const issue of [
  issueToPages,
  issueToPrograms,
  issueByLeave,
  issueToDevice,
  issueToProofs,
  failToIssue,
])
  beforeAll(issue);

/** Copy and Open console, as a page posts them. */
async function issueToPages(): Promise<void> {
  const { cookie } = await console().addPerson('Anna');
  handedOut.push(decodeURIComponent(cookie).replace(/^[^=]+=/, ''));
  const post = async (where: string, body: object, status: number) => {
    const answer = await send(where, body, asPage(cookie));
    expect(answer.status).toBe(status);
    issued += 1;
  };
  const short = { roleArn, durationSeconds: 900 };
  const long = { roleArn: LONG_JOB, durationSeconds: FOUR_HOURS };
  const limits = [{}, { isReadOnly: true }, { services: ['s3'] }];
  for (let round = 0; round < 11; round += 1) {
    const limited = { ...short, ...limits[round % limits.length] };
    await Promise.all([
      post('/api/v1/credentials', limited, 200),
      post('/api/v1/credentials', short, 200),
      post('/api/v1/credentials', long, 200),
      post('/api/v1/credentials', { ...long, isReadOnly: true }, 200),
      post('/api/v1/console', short, 303),
      post('/api/v1/console', limited, 303),
      post('/api/v1/console', long, 303),
      post('/api/v1/console', { ...short, isSignOutFirst: true }, 303),
    ]);
  }
}

const FORMATS = ['process', 'env', 'fish', 'powershell', 'cmd', 'dotenv', 'file', 'json'];

/** The `drawbridge` command in every way that it gives credentials on. */
async function issueToPrograms(): Promise<void> {
  const person = await signedInAt(console());
  handedOut.push(person.login.token);
  const keep = () =>
    kept.push(...filesIn(person.home).map((file) => readFileSync(file, 'latin1')));
  const anew = async (ask: () => Promise<unknown>) => {
    rmSync(path.join(person.home, 'cache'), { recursive: true, force: true });
    await ask();
    keep();
    issued += 1;
  };
  for (const format of FORMATS)
    await anew(async () => {
      const { code } = await person.run(creds, ROLE, '--format', format);
      expect(code).toBe(0);
    });
  await anew(() => person.run(consoleCommand, ROLE, '--print'));
  const print = 'console.log(process.env.AWS_SECRET_ACCESS_KEY)';
  await anew(async () => {
    const ran = await spawnCommand(
      ['exec', ROLE, '--', process.execPath, '-e', print],
      person.env,
    );
    expect(console().world.secrets.has(ran.out.trim())).toBe(true);
  });
  // By no fetch: it says that it is a page in a browser, and gets nothing.
  const ask = `const { AWS_CONTAINER_CREDENTIALS_FULL_URI: url, AWS_CONTAINER_AUTHORIZATION_TOKEN:
    authorization } = process.env;
    require('http').get(url, { headers: { authorization } }, (answer) =>
      answer.on('data', (body) => console.log(String(body), authorization)));`;
  await anew(async () => {
    const ran = await spawnCommand(
      ['serve', ROLE, '--', process.execPath, '-e', ask],
      person.env,
    );
    const [body = '', token = ''] = ran.out.trim().split(/ (?=\S+$)/);
    expect(console().world.secrets.has(JSON.parse(body).SecretAccessKey)).toBe(true);
    handedOut.push(token);
  });
  await anew(() => askByProcess(person));
}

async function askByProcess(person: Awaited<ReturnType<typeof signedInAt>>) {
  const config = path.join(person.home, 'aws-config');
  const command = `"${process.execPath}" "${person.bin}" creds ${ROLE} --format process`;
  writeFileSync(config, `[profile reader]\ncredential_process = ${command}\n`);
  vi.stubEnv('AWS_CONFIG_FILE', config);
  vi.stubEnv('XDG_CONFIG_HOME', person.env['XDG_CONFIG_HOME']);
  const sts = new STSClient({
    region: 'eu-west-1',
    endpoint: console().world.practice.url,
    credentials: fromProcess({ profile: 'reader' }),
  });
  await sts.send(new GetCallerIdentityCommand({}));
  vi.unstubAllEnvs();
}

/** By a request that somebody approved, and by a broken glass. */
async function issueByLeave(): Promise<void> {
  const { ports, world } = console();
  const admin = { ...console().actor, role: 'admin' as const };
  const { workspaceId } = admin;
  await world.database.prisma.roleGrant.updateMany({
    where: { workspaceId, roleArn: WRITER },
    data: { endedAt: new Date(), endedByName: 'Ann' },
  });
  const olga = { ...admin, ...(await console().addPerson('Olga', 'operator')) };
  for (const rule of ['ask', 'break-glass'] as const) {
    const { cookie, ...named } = await console().addPerson(`Asks-${rule}`);
    const who = { ...admin, ...named, role: 'viewer' as const };
    const approverIds = rule === 'ask' ? [olga.userId] : [];
    const wish = { roleArn: WRITER, to: `person:${who.userId}`, rule, approverIds };
    worked(await giveGrant(ports, admin, GiveGrantInput.parse(wish)));
    const asked = { roleArns: [WRITER], reason: 'A release is stuck.', ticket: 'OPS-1' };
    const input = AskInput.parse({ ...asked, durationSeconds: 3600 });
    const [made] = worked(await askForRoles(ports, who, input, { isProgram: false }));
    const decision = { requestId: made?.id ?? '', isApproval: true, note: '' };
    if (rule === 'ask') worked(await decide(ports, olga, decision));
    const body = { roleArn: WRITER, durationSeconds: 900 };
    const answer = await send('/api/v1/credentials', body, asPage(cookie));
    expect([rule, answer.status]).toEqual([rule, 200]);
    issued += 1;
  }
}

/** A computer without a browser, signed in by a code that its person types elsewhere. */
async function issueToDevice(): Promise<void> {
  const { ports, actor, world } = console();
  await ports.workspaces.setDeviceCodes(actor.workspaceId, true);
  const { userId, cookie } = await console().addPerson('Dora');
  const { email } = await world.database.prisma.user.findUniqueOrThrow({
    where: { id: userId },
  });
  const verifier = random();
  const wish = { name: 'server-1', person: email, codeChallenge: challengeOf(verifier) };
  const { deviceCode, typedCode } = (await (
    await send('/api/v1/cli/device', wish)
  ).json()) as StartedDevice;
  const stepped = await console().stepUp(cookie, DEVICE_SUBJECT);
  const { confirmation } = stepped;
  const { workspaceId } = actor;
  const allowed = { code: typedCode, workspaceId, isAllowed: true, confirmation };
  await send('/api/v1/cli/device/answer', allowed, asPage(stepped.cookie));
  const redeemed = await send('/api/v1/cli/device/token', { deviceCode, verifier });
  const { token } = (await redeemed.json()) as { token: string };
  handedOut.push(deviceCode, confirmation, token);
  const body = { roleArn, durationSeconds: 900 };
  const answer = await send('/api/v1/credentials', body, asProgram(token));
  expect(answer.status).toBe(200);
  issued += 1;
}

/** Sessions that the console takes itself: to prove a plan by acting as its caller, twice, and a revocation. */
async function issueToProofs(): Promise<void> {
  const { world, ports, actor } = console();
  const { deps, planFor, applyAndRun, viewOf, job } = world;
  const planId = await planFor({ prefix: 'logs', access: 'read', roleName: 'x-logs' });
  await applyAndRun(planId);
  await verifyPlan(deps, job(planId));
  expect(await viewOf(planId)).toMatchObject({ state: 'proven' });
  const { cookie } = await console().addPerson('Ben', 'operator');
  const taken = await send(
    '/api/v1/credentials',
    { roleArn, durationSeconds: 900 },
    asPage(cookie),
  );
  issued += 1;
  const { sessionId } = (await taken.json()) as { sessionId: string };
  const view = worked(await revoke(ports, actor, { scope: 'session', sessionId }));
  expect(view.proof).toMatchObject({ method: 'denied-call', holds: true });
}

/** What goes wrong is told to people and to the log: that is where secrets like to slip out. */
async function failToIssue(): Promise<void> {
  const { practice } = console().world;
  const { cookie } = await console().addPerson('Cleo');
  const ask = (where: string) =>
    send(where, { roleArn, durationSeconds: 900 }, asPage(cookie));
  const fault = { service: 'sts', operation: 'AssumeRole', status: 400, times: 5 };
  for (const code of [
    'ExpiredTokenException',
    'RegionDisabledException',
    'AccessDenied',
  ]) {
    const faults = [{ ...fault, code, message: `${code} of a test.` }];
    await practice.control('POST', '/faults', { faults });
    const answer = await ask('/api/v1/credentials');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    kept.push(await answer.text(), await (await ask('/api/v1/console')).text());
    await practice.control('DELETE', '/faults');
  }
  const stolen = { authorization: `Bearer ${handedOut[1]?.slice(0, -1)}x` };
  kept.push(await (await send('/api/v1/credentials', {}, stolen)).text());
  expect((await send('/api/v1/credentials', {}, asProgram('nonsense'))).status).toBe(401);
}

const secrets = (): string[] => [...console().world.secrets, ...handedOut];

it('were handed out by every path, a hundred and more', () => {
  expect(issued).toBeGreaterThanOrEqual(100);
  expect(secrets().length).toBeGreaterThan(300);
});

it('would be found as they are and encoded, in the middle of other text', () => {
  // The last one is written with a plus in base64, and not in base64url.
  for (const secret of [...secrets().slice(-3), '?>~'.repeat(12)])
    for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const)
      for (const before of ['', 'x', 'xy']) {
        const text = Buffer.from(`${before}${secret}xy`).toString(encoding);
        expect(tracesOf([secret], text), `${encoding} after ${before}`).toHaveLength(1);
      }
});

it('would be found in a table, in a column of text and in one of JSON', async () => {
  const { actor, world } = console();
  const { url, prisma } = world.database;
  const { workspaceId, userId } = actor;
  const [canary = '', other = ''] = world.secrets;
  await prisma.pin.create({ data: { workspaceId, userId, roleArn: `x${canary}` } });
  const encoded = Buffer.from(`x${other}`).toString('base64');
  const target = { settings: { nested: [encoded] }, name: 'x', sealed: '', events: [] };
  const planted = { id: 'planted', workspaceId, createdByName: 'x', ...target };
  await prisma.notificationTarget.create({ data: { ...planted, createdAt: new Date() } });
  const found = tracesOf([canary, other], await storedText(url));
  await prisma.pin.deleteMany({ where: { roleArn: `x${canary}` } });
  await prisma.notificationTarget.delete({ where: { id: 'planted' } });
  expect(found).toHaveLength(2);
});

it('are in no table of the database, in no form', async () => {
  const { database } = console().world;
  const stored = await storedText(database.url);
  // What is looked through holds the records of what was handed out.
  expect(stored).toContain('db-anna');
  expect(stored).toContain('data-read');
  expect(tracesOf(secrets(), stored)).toEqual([]);
  expect(tracesOf([SECRET, CONTROL_TOKEN], stored)).toEqual([]);
});

it('are in no line of the log and in no address that was asked for', () => {
  const { logged, addresses } = console();
  expect(addresses.length).toBeGreaterThan(90);
  expect(tracesOf(secrets(), [...logged, ...addresses].join('\n'))).toEqual([]);
});

it('are in no file of the command but the token of the sign-in, which is its own', () => {
  const [, token = ''] = handedOut;
  expect(kept.length).toBeGreaterThan(20);
  const others = secrets().filter((secret) => secret !== token);
  expect(tracesOf(others, kept.join('\n'))).toEqual([]);
});
