import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { challengeOf } from '@/lib/core/pkce';
import { oneWaits } from '@/lib/db/test-database';
import { makeResetLink } from '@/lib/people/reset-link';
import type { Actor } from '@/lib/ports';
import { allowCli, hashOfCliCode } from './allow-cli';
import { hashOfDeviceCode } from './device/device-code';
import { redeemDevice } from './device/redeem-device';
import { exchangeCliCode } from './exchange-cli-code';
import { resetPassword } from './reset-password';
import { worked } from './test-aws';
import { member, type PeoplePorts, usePeople } from './test-people';

const { database, world } = usePeople();
const REDIRECT = 'http://127.0.0.1:43210/callback';
const MINUTE_MS = 60_000;
const quiet = { warn: () => undefined };

type Way = {
  /** Lets a computer in, which has yet to ask for its token. */
  allow(ports: PeoplePorts, who: Actor): Promise<SignIn>;
};
type SignIn = (ports: PeoplePorts) => Promise<{ ok: boolean }>;

const byBrowser: Way = {
  async allow(ports, { userId, workspaceId }) {
    const [code, verifier] = [ports.random.base32(52), newVerifier()];
    const now = new Date();
    const asked = { name: 'laptop', redirectUri: REDIRECT, expiresAt: later(now) };
    const allowed = { ...asked, userId, workspaceId, challenge: challengeOf(verifier) };
    const sessionId = await newSession(userId);
    await ports.cliCodes.put(hashOfCliCode(code), allowed, sessionId, now);
    const input = { code, verifier, redirectUri: REDIRECT };
    return (its) => exchangeCliCode(its, input);
  },
};

const byTypedCode: Way = {
  async allow(ports, { userId, workspaceId, email }) {
    const [deviceCode, verifier] = [ports.random.base32(52), newVerifier()];
    const [deviceHash, userCodeHash] = [hashOfDeviceCode(deviceCode), randomUUID()];
    const createdAt = new Date();
    const asked = { person: email, name: 'server-1', address: null, createdAt };
    const challenge = challengeOf(verifier);
    const device = { ...asked, challenge, expiresAt: later(createdAt) };
    await ports.devices.put({ deviceHash, userCodeHash }, device);
    const said = { userId, workspaceId, isAllowed: true };
    await ports.devices.answer(userCodeHash, said, createdAt);
    await ports.workspaces.setDeviceCodes(workspaceId, true);
    return (its) => redeemDevice({ ...its, log: quiet }, { deviceCode, verifier });
  },
};

/** A browser that the person is signed in with. */
async function newSession(userId: Actor['userId']): Promise<string> {
  const [id, token] = [randomUUID(), randomUUID()];
  const data = { id, token, userId, expiresAt: later(new Date()) };
  await database().prisma.session.create({ data });
  return id;
}

const newVerifier = () => randomBytes(32).toString('base64url');
const later = (at: Date) => new Date(at.getTime() + MINUTE_MS);

/** Somebody who has let a computer in, and holds a link for a new password. */
async function waiting(way: Way) {
  const { ports, admin } = await world();
  const who = await member(ports, admin.workspaceId, 'viewer');
  const signIn = await way.allow(ports, who);
  const { url } = worked(await makeResetLink(ports, admin, { userId: who.userId }));
  const input = { secret: url.split('#')[1] ?? '', newPassword: 'a new and quiet one' };
  const reset = async () => worked(await resetPassword(ports, input));
  const tokens = () => ports.tokens.listOf(who.workspaceId, who.userId, new Date());
  return { ports, who, signIn, reset, tokens };
}

const WAYS = [
  { name: 'by the browser', way: byBrowser },
  { name: 'by a typed code', way: byTypedCode },
];

it.each(WAYS)('$name: signs in without a reset, once', async ({ way }) => {
  const { ports, signIn, tokens } = await waiting(way);
  expect(await signIn(ports)).toMatchObject({ ok: true });
  expect(await tokens()).toHaveLength(1);
  expect(await signIn(ports)).toMatchObject({ ok: false });
});

it.each(WAYS)('$name: a reset between code and token leaves none', async ({ way }) => {
  const { ports, signIn, reset, tokens } = await waiting(way);
  const people: PeoplePorts['people'] = {
    ...ports.people,
    async findActorIn(...who) {
      const actor = await ports.people.findActorIn(...who);
      await reset();
      return actor;
    },
  };
  expect(await signIn({ ...ports, people })).toMatchObject({ ok: false });
  expect(await tokens()).toEqual([]);
});

it.each(WAYS)('$name: a reset while the token is written ends it', async ({ way }) => {
  const { ports, who, signIn, reset, tokens } = await waiting(way);
  let isSignedIn: Promise<{ ok: boolean }> | null = null;
  let isReset: Promise<unknown> | null = null;
  await database().prisma.$transaction(
    async (held) => {
      await held.$queryRaw`
        SELECT 1 FROM "ActivityHead" WHERE "workspaceId" = ${who.workspaceId} FOR UPDATE`;
      isSignedIn = signIn(ports);
      await oneWaits(database());
      // Its code is deleted and its token written; neither can be seen yet.
      isReset = reset();
      await expect.poll(waitsTotal, { timeout: MINUTE_MS / 2 }).toBe(2);
    },
    { timeout: MINUTE_MS },
  );
  expect(await isSignedIn).toMatchObject({ ok: true });
  await isReset;
  expect(await tokens()).toEqual([]);
});

it('allows no computer by a sign-in that a reset is ending', async () => {
  const { ports, who, reset } = await waiting(byTypedCode);
  const actor = { ...who, sessionId: await newSession(who.userId) };
  const request = {
    workspaceId: who.workspaceId,
    confirmation: undefined,
    name: 'laptop',
    redirectUri: REDIRECT,
    state: newVerifier(),
    codeChallenge: challengeOf(newVerifier()),
  };
  let isReset: Promise<unknown> | null = null;
  let isAllowed: Promise<unknown> | null = null;
  await database().prisma.$transaction(
    async (held) => {
      await held.$queryRaw`
        SELECT 1 FROM "ActivityHead" WHERE "workspaceId" = ${who.workspaceId} FOR UPDATE`;
      // It has deleted sessions and codes, which nobody can see yet.
      isReset = reset();
      await oneWaits(database());
      isAllowed = allowCli(ports, actor, request);
      await expect.poll(waitsTotal, { timeout: MINUTE_MS / 2 }).toBe(2);
    },
    { timeout: MINUTE_MS },
  );
  await isReset;
  expect(await isAllowed).toEqual({ ok: false, error: { kind: 'signed_out' } });
  const { userId } = who;
  expect(await database().prisma.cliCode.count({ where: { userId } })).toBe(0);
});

it.each(WAYS)('$name: leaves no token, whoever comes first', async ({ way }) => {
  for (let round = 0; round < 4; round += 1) {
    const { ports, signIn, reset, tokens } = await waiting(way);
    await Promise.all(round % 2 ? [signIn(ports), reset()] : [reset(), signIn(ports)]);
    expect(await tokens()).toEqual([]);
  }
});

async function waitsTotal(): Promise<number> {
  const rows = await database().prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows.length;
}
