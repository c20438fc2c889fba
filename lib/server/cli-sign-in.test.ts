import { expect, it } from 'vitest';
import { listTokens } from './list-tokens';
import { revokeToken } from './revoke-token';
import { cliCalls, REDIRECT, random } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();

const { requestFor, send, asPage, asProgram, exchange, roles, codeFor, tokenOf } =
  cliCalls(console);

it('gives a program of the person a token that the console knows', async () => {
  const { userId, cookie } = await console().addPerson('Anna');
  const verifier = random();
  const request = requestFor(verifier);
  const allowed = await send('/api/v1/cli/authorize', request, asPage(cookie));
  const { redirectTo } = (await allowed.json()) as { redirectTo: string };
  const back = new URL(redirectTo);
  expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
  expect(back.searchParams.get('state')).toBe(request.state);

  const code = back.searchParams.get('code') ?? '';
  const signedIn = (await (await exchange(code, verifier)).json()) as {
    token: string;
    person: string;
  };
  expect(signedIn).toMatchObject({ person: 'Anna' });
  expect(signedIn.token).toMatch(/^dbr_[a-z2-7]{16}_[a-z2-7]{52}$/);
  expect((await roles(asProgram(signedIn.token))).status).toBe(200);
  const { ports, actor } = console();
  const [kept] = await ports.tokens.listOf(actor.workspaceId, userId, new Date());
  expect(kept).toMatchObject({ name: 'laptop', lastUsedAt: expect.any(Date) });
  expect(JSON.stringify(kept)).not.toContain(signedIn.token.slice(21));
});

it('takes a code once, even from many at the same time', async () => {
  const { cookie } = await console().addPerson();
  const verifier = random();
  const code = await codeFor(cookie, verifier);
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => exchange(code, verifier)),
  );
  const statuses = tries.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 400)).toHaveLength(19);
});

it('gives nothing for the verifier of somebody else, and the code is spent', async () => {
  const { cookie } = await console().addPerson();
  const verifier = random();
  const code = await codeFor(cookie, verifier);
  const stolen = await exchange(code, random());
  expect(stolen.status).toBe(400);
  expect(((await stolen.json()) as { detail: string }).detail).toContain(
    'Run drawbridge login',
  );
  expect((await exchange(code, verifier)).status).toBe(400);
});

it('gives nothing at another port than the one that was allowed', async () => {
  const { cookie } = await console().addPerson();
  const verifier = random();
  const code = await codeFor(cookie, verifier);
  const other = await exchange(code, verifier, 'http://127.0.0.1:43211/callback');
  expect(other.status).toBe(400);
});

it('gives nothing for a code that is a minute old', async () => {
  const { userId, cookie } = await console().addPerson();
  const verifier = random();
  const code = await codeFor(cookie, verifier);
  const { prisma } = console().world.database;
  const { count } = await prisma.cliCode.updateMany({
    where: { userId },
    data: { expiresAt: new Date() },
  });
  expect(count).toBe(1);
  expect((await exchange(code, verifier)).status).toBe(400);
});

it.each([
  'http://evil.example/callback',
  'https://127.0.0.1:43210/callback',
  'http://127.0.0.1:43210/other',
  'http://127.0.0.1:43210/callback?to=evil',
  'http://127.0.0.1:43210@evil.example/callback',
  'http://127.0.0.1.evil.example:43210/callback',
  'http://localhost:43210/callback',
  'http://127.0.0.1:80/callback',
  'http://127.0.0.1:99999/callback',
])('sends no code to %s', async (redirectUri) => {
  const { cookie } = await console().addPerson();
  const request = requestFor(random(), { redirectUri });
  const answer = await send('/api/v1/cli/authorize', request, asPage(cookie));
  expect(answer.status).toBe(400);
  expect(await answer.text()).not.toContain('code=');
});

it('lets no other page allow a computer, nor anybody who is signed out', async () => {
  const { cookie } = await console().addPerson();
  const request = requestFor(random());
  const ask = (headers: Record<string, string>) =>
    send('/api/v1/cli/authorize', request, headers).then(({ status }) => status);
  expect(await ask({ cookie })).toBe(403);
  expect(await ask({ cookie, origin: 'http://evil.example' })).toBe(403);
  expect(await ask({ ...asPage(cookie), 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await ask({ origin: console().origin })).toBe(401);
});

it('lets no token make another token', async () => {
  const { cookie } = await console().addPerson();
  const headers = asProgram(await tokenOf(cookie));
  const request = requestFor(random());
  const answer = await send('/api/v1/cli/authorize', request, {
    ...headers,
    origin: console().origin,
  });
  expect(answer.status).toBe(401);
});

it('lets no page of another site exchange a code', async () => {
  const { cookie } = await console().addPerson();
  const verifier = random();
  const code = await codeFor(cookie, verifier);
  const body = { code, verifier, redirectUri: REDIRECT };
  const origin = { origin: 'http://evil.example' };
  expect((await send('/api/v1/cli/token', body, origin)).status).toBe(403);
});

it('answers a token without an Origin, and never by a cookie that comes beside it', async () => {
  const { cookie } = await console().addPerson();
  const token = await tokenOf(cookie);
  const wrong = `${token.slice(0, -4)}aaaa`;
  const body = { roleArn: 'arn:aws:iam::444455556666:role/nobody-may' };
  const issue = (headers: Record<string, string>) =>
    send('/api/v1/credentials', body, headers).then(({ status }) => status);
  // 403 not_permitted: the token was let in, and the person has no grant.
  expect(await issue(asProgram(token))).toBe(403);
  expect(await issue({ cookie })).toBe(403);
  expect(await issue({ ...asPage(cookie), ...asProgram(wrong) })).toBe(401);
  expect((await roles({ cookie, ...asProgram(wrong) })).status).toBe(401);
  expect((await roles({ cookie, authorization: 'Basic x' })).status).toBe(401);
});

it('ends a token at once, for its own person only', async () => {
  const mine = await tokenOf((await console().addPerson()).cookie);
  const others = await tokenOf((await console().addPerson()).cookie);
  const path = `/api/v1/tokens/${mine.split('_')[1]}/revoke`;
  expect((await send(path, {}, asProgram(others))).status).toBe(404);
  expect((await roles(asProgram(mine))).status).toBe(200);
  expect((await send(path, {}, asProgram(mine))).status).toBe(200);
  expect((await roles(asProgram(mine))).status).toBe(401);
  const { ports, actor } = console();
  const events = (await ports.activity.all(actor.workspaceId)).map(({ event }) => event);
  expect(events).toEqual(expect.arrayContaining(['token.created', 'token.revoked']));
});

it('ends with the membership of its person, and with its date', async () => {
  const { userId, cookie } = await console().addPerson();
  const headers = asProgram(await tokenOf(cookie));
  const { prisma } = console().world.database;
  await prisma.membership.deleteMany({ where: { userId } });
  expect((await roles(headers)).status).toBe(401);

  const other = await console().addPerson();
  const old = asProgram(await tokenOf(other.cookie));
  await prisma.token.updateMany({
    where: { userId: other.userId },
    data: { expiresAt: new Date() },
  });
  expect((await roles(old)).status).toBe(401);
});

it('keeps tokens and codes out of the database, the log and every address', async () => {
  const { cookie } = await console().addPerson();
  const verifier = random();
  const code = await codeFor(cookie, verifier);
  const { token } = (await (await exchange(code, verifier)).json()) as { token: string };
  await roles(asProgram(token));
  const { ports, world, logged, addresses, actor } = console();
  ports.log.info({ said: `it was ${token}` }, `token ${token}`);
  const rows = await Promise.all([
    world.database.prisma.token.findMany(),
    world.database.prisma.cliCode.findMany(),
    ports.activity.all(actor.workspaceId),
  ]);
  const everything = JSON.stringify([rows, logged, addresses]);
  const [, id = '', secret = ''] = token.split('_');
  expect(everything).toContain(id);
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain(code);
});

it('lists the computers of a person, without a secret, until they end', async () => {
  const { userId, cookie } = await console().addPerson();
  await console().addPerson('Bo');
  const { ports, actor } = console();
  const mei = { ...actor, userId };
  const [first, second] = [await tokenOf(cookie), await tokenOf(cookie)];
  await roles(asProgram(second));
  const listed = await listTokens(ports, mei);
  if (!listed.ok) throw new Error(listed.error.kind);
  const [newer, older] = listed.value;
  expect(listed.value).toHaveLength(2);
  expect(older).toMatchObject({
    id: first.split('_')[1],
    name: 'laptop',
    lastUsedAt: null,
  });
  expect(newer).toMatchObject({
    id: second.split('_')[1],
    lastUsedAt: expect.stringContaining('Z'),
  });
  for (const token of [first, second])
    expect(JSON.stringify(listed)).not.toContain(token.split('_')[2]);
  await revokeToken(ports, mei, { id: second.split('_')[1] ?? '' });
  expect(await listTokens(ports, mei)).toMatchObject({ value: [{ id: older?.id }] });
  expect((await roles(asProgram(second))).status).toBe(401);
  const { prisma } = console().world.database;
  const events = await prisma.activityEvent.findMany({
    where: { actorId: userId, event: { startsWith: 'token.' } },
    orderBy: { sequence: 'asc' },
    select: { event: true, sentence: true },
  });
  expect(events).toEqual([
    { event: 'token.created', sentence: 'Mei signed in on laptop.' },
    { event: 'token.created', sentence: 'Mei signed in on laptop.' },
    { event: 'token.revoked', sentence: 'Mei signed out on laptop.' },
  ]);
});

it('takes no more codes for a minute after many that were wrong, and counts no right one', async () => {
  const { cookie } = await console().addPerson();
  const { prisma } = console().world.database;
  await prisma.rateLimit.deleteMany({});
  await tokenOf(cookie);
  expect(await prisma.rateLimit.findFirst({ where: { key: 'cli-token' } })).toMatchObject(
    {
      hits: 0,
    },
  );
  const guess = () => exchange('a'.repeat(52), random()).then(({ status }) => status);
  const statuses = await Promise.all(Array.from({ length: 60 }, guess));
  expect(new Set(statuses)).toEqual(new Set([400]));
  const late = await exchange('a'.repeat(52), random());
  expect(late.status).toBe(429);
  expect(late.headers.get('retry-after')).toBe('60');
  await prisma.rateLimit.deleteMany({});
  expect(await guess()).toBe(400);
});
