import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { challengeOf } from '@/lib/core/pkce';
import { DEVICE_SUBJECT } from '@/lib/core/step-up';
import type { StartedDevice } from './device/start-device';
import { cliCalls, random } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();
const { send, asPage, asProgram, roles } = cliCalls(console);

const allowCodes = (isAllowed: boolean) =>
  console().ports.workspaces.setDeviceCodes(console().actor.workspaceId, isAllowed);

type Person = { userId: string; cookie: string };
let mei: Person;

beforeAll(async () => {
  await allowCodes(true);
  mei = await console().addPerson();
});
beforeEach(() => console().world.database.prisma.rateLimit.deleteMany({}));

const json = async <T>(response: Promise<Response>): Promise<T> =>
  (await response).json() as Promise<T>; // each test says what it asked for

async function start(person: string, verifier: string, headers = {}) {
  const body = { name: 'server-1', person, codeChallenge: challengeOf(verifier) };
  return json<StartedDevice>(send('/api/v1/cli/device', body, headers));
}

/** Whoever confirms gets another cookie in place of theirs. */
const replaced = new Map<string, string>();
const now = (cookie: string): string => {
  const next = replaced.get(cookie);
  return next === undefined ? cookie : now(next);
};
async function confirmed(cookie: string): Promise<string> {
  const before = now(cookie);
  const stepped = await console().stepUp(before, DEVICE_SUBJECT);
  replaced.set(before, stepped.cookie);
  return stepped.confirmation;
}

const look = (cookie: string, code: string) =>
  send('/api/v1/cli/device/look', { code }, asPage(now(cookie)));
const answer = async (cookie: string, code: string, isAllowed = true) => {
  const { workspaceId } = console().actor;
  const confirmation = isAllowed ? await confirmed(cookie) : '';
  const body = { code, workspaceId, isAllowed, confirmation };
  return send('/api/v1/cli/device/answer', body, asPage(now(cookie)));
};
const redeem = (deviceCode: string, verifier: string) =>
  send('/api/v1/cli/device/token', { deviceCode, verifier });

const tamperedOf = (code: string) =>
  `${code.slice(0, -1)}${code.endsWith('a') ? 'b' : 'a'}`;

async function emailOf(userId: string): Promise<string> {
  const { prisma } = console().world.database;
  return (await prisma.user.findUniqueOrThrow({ where: { id: userId } })).email;
}

/** A computer that waits for its person to type the code. */
async function waiting({ userId, cookie }: Person = mei) {
  const verifier = random();
  const email = await emailOf(userId);
  const started = await start(email.toUpperCase(), verifier, {
    'x-forwarded-for': '192.0.2.1, 203.0.113.7',
  });
  return { userId, cookie, verifier, ...started };
}

const sentences = async (actorId: string) => {
  const { prisma } = console().world.database;
  const events = await prisma.activityEvent.findMany({
    where: { actorId, event: { startsWith: 'token.' } },
    orderBy: { sequence: 'asc' },
  });
  return events.map(({ outcome, sentence }) => `${outcome}: ${sentence}`);
};

describe('a sign-in by a typed code', () => {
  it('shows which computer asks, and gives it a token once the person allows it', async () => {
    const { userId, cookie, verifier, deviceCode, typedCode, page } = await waiting(
      await console().addPerson(),
    );
    expect(typedCode).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
    expect(page).toBe(`${console().origin}/cli/device`);
    expect(await json(redeem(deviceCode, verifier))).toEqual({ state: 'waiting' });
    const shown = await json(look(cookie, typedCode.toLowerCase().replace('-', ' ')));
    expect(shown).toMatchObject({ name: 'server-1', address: '203.0.113.7' });
    expect((await answer(cookie, typedCode)).status).toBe(200);
    const given = await json<{ token: string }>(redeem(deviceCode, verifier));
    expect(given).toMatchObject({ state: 'signed-in', person: 'Mei' });
    expect((await roles(asProgram(given.token))).status).toBe(200);
    expect(await sentences(userId)).toEqual([
      'ok: Mei allowed the computer that calls itself server-1, seen at 203.0.113.7, to sign in by a code.',
      'ok: Mei signed in on server-1.',
    ]);
  });

  it('T17: is allowed by nobody who does not confirm each time that it is them', async () => {
    const { cookie, verifier, deviceCode, typedCode: code } = await waiting();
    const { workspaceId } = console().actor;
    const confirmation = await confirmed(cookie);
    const path = '/api/v1/cli/device/answer';
    const body = { code, workspaceId, isAllowed: true };
    expect((await send(path, body, asPage(now(cookie)))).status).toBe(403);
    expect(await json(redeem(deviceCode, verifier))).toEqual({ state: 'waiting' });
    const whole = { ...body, confirmation };
    expect((await send(path, whole, asPage(now(cookie)))).status).toBe(200);
    const next = { ...whole, code: (await waiting()).typedCode };
    expect((await send(path, next, asPage(now(cookie)))).status).toBe(403);
  });

  it('is off until an administrator allows it, and again after that is taken back', async () => {
    const { cookie, verifier, deviceCode, typedCode } = await waiting();
    const next = await waiting();
    await answer(cookie, typedCode);
    await allowCodes(false);
    try {
      const refused = await start('mei@example.com', verifier);
      expect(refused).toMatchObject({ detail: expect.stringContaining('is off') });
      expect((await look(next.cookie, next.typedCode)).status).toBe(409);
      expect((await redeem(deviceCode, verifier)).status).toBe(400);
    } finally {
      await allowCodes(true);
    }
  });

  it('T17: is nobody’s but the person’s for whom the computer asked', async () => {
    const { cookie, verifier, deviceCode, typedCode } = await waiting();
    const other = await console().addPerson('Bo');
    expect((await look(other.cookie, typedCode)).status).toBe(400);
    expect((await answer(other.cookie, typedCode)).status).toBe(400);
    expect(await json(redeem(deviceCode, verifier))).toEqual({ state: 'waiting' });
    expect(await sentences(other.userId)).toEqual(
      Array(2).fill('refused: Bo typed a sign-in code that could not be used.'),
    );
    expect((await look(cookie, typedCode)).status).toBe(200);
  });

  it('works for the handle as well, in the workspace that the person was shown', async () => {
    const { prisma } = console().world.database;
    const where = { id: mei.userId };
    const { handle } = await prisma.user.findUniqueOrThrow({ where });
    const { typedCode: code } = await start(handle ?? '', random());
    const body = { code, workspaceId: 'elsewhere', isAllowed: true };
    const moved = await send('/api/v1/cli/device/answer', body, asPage(now(mei.cookie)));
    expect([moved.status, (await answer(mei.cookie, code)).status]).toEqual([409, 200]);
  });

  it('T17: is answered by no program, whatever token it has', async () => {
    const one = await waiting();
    await answer(one.cookie, one.typedCode);
    const { token } = await json<{ token: string }>(redeem(one.deviceCode, one.verifier));
    expect((await roles(asProgram(token))).status).toBe(200);
    const { typedCode: code } = await waiting();
    const body = { code, workspaceId: console().actor.workspaceId, isAllowed: true };
    for (const [step, asked] of [
      ['look', { code }],
      ['answer', body],
    ] as const) {
      const path = `/api/v1/cli/device/${step}`;
      expect((await send(path, asked, asProgram(token))).status).toBe(403);
    }
    expect((await look(mei.cookie, code)).status).toBe(200);
  });

  it('T17: gives one token, however many ask for it at once', async () => {
    const { cookie, verifier, deviceCode, typedCode } = await waiting();
    await answer(cookie, typedCode);
    const tries = await Promise.all(
      Array.from({ length: 100 }, () => redeem(deviceCode, verifier)),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    await console().world.database.prisma.rateLimit.deleteMany({});
    expect((await redeem(deviceCode, verifier)).status).toBe(400);
  });

  it('is spent by one answer, and by a refusal', async () => {
    const one = await waiting();
    expect((await answer(one.cookie, one.typedCode, false)).status).toBe(200);
    expect((await answer(one.cookie, one.typedCode)).status).toBe(400);
    const refused = await redeem(one.deviceCode, one.verifier);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      detail: expect.stringContaining('was refused'),
    });
  });

  it('gives nothing to a tampered code or the verifier of somebody else, and says so in the log', async () => {
    const { cookie, verifier, deviceCode, typedCode } = await waiting();
    await answer(cookie, typedCode);
    expect((await redeem(tamperedOf(deviceCode), verifier)).status).toBe(400);
    expect((await redeem('not a code', verifier)).status).toBe(400);
    expect((await redeem(deviceCode, random())).status).toBe(400);
    expect((await redeem(deviceCode, verifier)).status).toBe(400);
    const logged = console().logged.join('');
    expect(logged).toContain('a sign-in by a device code was refused');
    expect(logged).not.toContain(deviceCode);
  });

  it('runs out after five minutes, answered or not', async () => {
    const [one, two] = [await waiting(), await waiting()];
    const lastsMs = Date.parse(one.expiresAt) - Date.now();
    expect(lastsMs).toBeLessThanOrEqual(5 * 60_000);
    expect(lastsMs).toBeGreaterThan(4 * 60_000);
    await answer(two.cookie, two.typedCode);
    const { prisma } = console().world.database;
    await prisma.deviceSignIn.updateMany({ data: { expiresAt: new Date() } });
    expect((await look(one.cookie, one.typedCode)).status).toBe(400);
    expect((await redeem(one.deviceCode, one.verifier)).status).toBe(400);
    expect((await redeem(two.deviceCode, two.verifier)).status).toBe(400);
  });

  it('T17: lets nobody guess: ten wrong codes of a person, sixty of computers, and then none', async () => {
    const { cookie, typedCode } = await waiting();
    const guesses = await Promise.all(
      Array.from({ length: 30 }, () => look(cookie, 'BBBB-BBBB')),
    );
    const evaluated = guesses.filter(({ status }) => status === 400);
    expect(evaluated).toHaveLength(10);
    expect((await look(cookie, typedCode)).status).toBe(429);
    const guess = () => redeem('a'.repeat(52), random()).then(({ status }) => status);
    const statuses = await Promise.all(Array.from({ length: 61 }, guess));
    expect(statuses.filter((status) => status === 400)).toHaveLength(60);
  });

  it('keeps nothing of invented codes, and tells only the first sixty a minute to the log', async () => {
    const refusals = () =>
      console().logged.join('').split('a sign-in by a device code was refused').length;
    const before = refusals();
    const invented = Array.from({ length: 70 }, (_, index) =>
      'b'.repeat(index % 52).padEnd(52, 'a'),
    );
    await Promise.all(invented.map((code) => redeem(code, random())));
    expect(refusals() - before).toBe(60);
    const { prisma } = console().world.database;
    const rows = await prisma.rateLimit.findMany();
    expect(rows.map(({ key }) => key)).toEqual(['device-token']);
  });

  it('starts thirty a minute, and then none', async () => {
    const started = await Promise.all(
      Array.from({ length: 31 }, () => start('mei@example.com', random())),
    );
    expect(started.filter(({ typedCode }) => typedCode)).toHaveLength(30);
  });

  it('slows a command that asks far more often than it was told to', async () => {
    const { deviceCode, verifier } = await waiting();
    const polls = await Promise.all(
      Array.from({ length: 205 }, () => redeem(deviceCode, verifier)),
    );
    expect(polls.filter(({ status }) => status === 200)).toHaveLength(201);
    expect(polls.filter(({ status }) => status === 429)).toHaveLength(4);
  });

  it('keeps its codes out of the database, the log and every address', async () => {
    const { cookie, verifier, deviceCode, typedCode } = await waiting();
    await look(cookie, typedCode);
    await redeem(deviceCode, verifier);
    await redeem(tamperedOf(deviceCode), verifier);
    const { world, logged, addresses, ports, actor } = console();
    const rows = await Promise.all([
      world.database.prisma.deviceSignIn.findMany(),
      world.database.prisma.rateLimit.findMany(),
      ports.activity.all(actor.workspaceId),
    ]);
    const everything = JSON.stringify([rows, logged, addresses]);
    for (const secret of [deviceCode, typedCode, verifier])
      expect(everything).not.toContain(secret);
  });
});
