import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeResetLink } from '@/lib/people/reset-link';
import type { Actor } from '@/lib/ports';
import { signInByPassword } from './sign-in-by-password';
import { worked } from './test-aws';
import { cliCalls } from './test-cli-calls';
import { PASSWORD, useConsole } from './test-console';

const NEW = 'an even longer and quieter one';
/** What anybody who is signed in may read. */
const READABLE = '/api/v1/requests';

const console = useConsole();
const { send, asPage, asProgram, roles, tokenOf, codeFor, exchange } = cliCalls(console);

const own = () => ({ origin: console().origin });
const signIn = (email: string, password: string) =>
  send('/api/auth/sign-in/email', { email, password }, own());
const cookieOf = (answer: Response) =>
  answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const change = (cookie: string, currentPassword: string, newPassword: string) =>
  send(
    '/api/auth/change-password',
    { currentPassword, newPassword },
    cookie === '' ? own() : asPage(cookie),
  );
const statusOf = async (cookie: string) =>
  (await fetch(`${console().origin}${READABLE}`, { headers: { cookie } })).status;
const fieldsOf = async (answer: Response) =>
  ((await answer.json()) as { fields?: Record<string, string> }).fields;

/** Somebody with two sessions and two computers, one of which has not fetched its token yet. */
async function busyPerson() {
  const { userId, cookie } = await console().addPerson('Rae');
  const actor = (await console().ports.people.findActor(userId)) as Actor; // made just now
  const other = cookieOf(await signIn(actor.email, PASSWORD));
  const token = await tokenOf(cookie);
  const verifier = 'v'.repeat(43);
  return { actor, cookie, other, token, verifier, code: await codeFor(cookie, verifier) };
}
type Busy = Awaited<ReturnType<typeof busyPerson>>;

/** What everything that was there before the new password answers. */
async function afterwards({ actor, cookie, other, token, code, verifier }: Busy) {
  return {
    cookies: [await statusOf(cookie), await statusOf(other)],
    token: (await roles(asProgram(token))).status,
    code: (await exchange(code, verifier)).status,
    old: (await signIn(actor.email, PASSWORD)).status,
    new: (await signIn(actor.email, NEW)).status,
  };
}
const ALL_ENDED = { cookies: [401, 401], token: 401, code: 400, old: 401, new: 200 };

const logOf = async (actor: Actor) => {
  const log = await console().ports.activity.all(actor.workspaceId);
  expect(JSON.stringify(log)).not.toContain(NEW);
  expect(JSON.stringify(log)).not.toContain(PASSWORD);
  return log.filter(({ target }) => target === actor.email).at(-1);
};

async function resetLink(person: Actor) {
  const admin = await console().addPerson('Ada', 'admin');
  const actor = (await console().ports.people.findActor(admin.userId)) as Actor; // likewise
  const made = worked(await makeResetLink(console().ports, actor, person));
  expect(made.url).toMatch(
    new RegExp(`^${console().origin}/reset-password#[a-z2-7]{52}$`),
  );
  return { secret: made.url.split('#')[1] ?? '', cookie: admin.cookie };
}
const use = (secret: string, newPassword = NEW, headers = own()) =>
  send('/api/v1/password-reset/use', { secret, newPassword }, headers);

it('a changed password ends all other sessions and computers, and the cookie it came by', async () => {
  const rae = await busyPerson();
  const changed = await change(rae.cookie, PASSWORD, NEW);
  expect([changed.status, await changed.json()]).toEqual([200, { ok: true }]);
  expect(await statusOf(cookieOf(changed))).toBe(200);
  expect(await logOf(rae.actor)).toMatchObject({
    event: 'person.password-changed',
    outcome: 'ok',
    sentence:
      'Rae changed their password. With that ended: 1 session, 1 signed-in computer.',
  });
  expect(await afterwards(rae)).toEqual(ALL_ENDED);
  expect(await statusOf(cookieOf(changed))).toBe(200);
});

it('says at the field what is wrong with a change, and changes nothing', async () => {
  const rae = await busyPerson();
  const refusals: [current: string, next: string, fields: object][] = [
    ['', NEW, { currentPassword: 'Type the password that you have.' }],
    [PASSWORD, 'short', { newPassword: 'A password has at least 12 characters.' }],
    [PASSWORD, PASSWORD, { newPassword: 'This is the password that you have.' }],
    ['not the one', NEW, { currentPassword: 'This is not the password that you have.' }],
  ];
  for (const [current, next, fields] of refusals)
    expect(await fieldsOf(await change(rae.cookie, current, next))).toEqual(fields);
  expect(await logOf(rae.actor)).toMatchObject({
    event: 'person.password-changed',
    outcome: 'refused',
  });
  expect((await change('', PASSWORD, NEW)).status).toBe(401);
  const abroad = { cookie: rae.cookie, origin: 'https://evil.example' };
  const input = { currentPassword: PASSWORD, newPassword: NEW };
  expect((await send('/api/auth/change-password', input, abroad)).status).toBe(403);
  expect(await statusOf(rae.cookie)).toBe(200);
  expect((await signIn(rae.actor.email, PASSWORD)).status).toBe(200);
});

it('counts wrong passwords as the sign-in does', async () => {
  const { userId, cookie } = await console().addPerson('Guy');
  for (let tries = 0; tries < 10; tries += 1)
    expect((await change(cookie, `guess ${tries}`, NEW)).status).toBe(400);
  expect((await change(cookie, PASSWORD, NEW)).status).toBe(429);
  const { email } = (await console().ports.people.findActor(userId)) as Actor; // he is there
  expect((await signIn(email, PASSWORD)).status).toBe(429);
});

it('of two changes at once one counts, and only its session goes on', async () => {
  const { actor, cookie, other } = await busyPerson();
  const answers = await Promise.all([
    change(cookie, PASSWORD, NEW),
    change(other, PASSWORD, `${NEW} indeed`),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const { userId } = actor;
  expect(await console().world.database.prisma.session.count({ where: { userId } })).toBe(
    1,
  );
});

it('a link sets a password once, ends all sign-ins, and signs nobody in', async () => {
  const rae = await busyPerson();
  const { secret } = await resetLink(rae.actor);
  const opened = await send('/api/v1/password-reset', { secret }, own());
  expect(await opened.json()).toMatchObject({ email: rae.actor.email });
  const short = await use(secret, 'short');
  expect(await fieldsOf(short)).toEqual({
    newPassword: 'A password has at least 12 characters.',
  });
  const tries = await Promise.all([use(secret), use(secret)]);
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 404]);
  expect(tries.flatMap((answer) => answer.headers.getSetCookie())).toEqual([]);
  expect(await logOf(rae.actor)).toMatchObject({
    event: 'person.password-reset',
    actorId: rae.actor.userId,
    sentence:
      'Rae set a new password by a link that Ada made. With that ended: 2 sessions, 1 signed-in computer.',
  });
  expect(await afterwards(rae)).toEqual(ALL_ENDED);
});

it('a link that is used, replaced, unknown or of another page gets one answer', async () => {
  const { actor } = await busyPerson();
  const first = await resetLink(actor);
  const second = await resetLink(actor);
  expect((await use(second.secret)).status).toBe(200);
  const answers = await Promise.all(
    [first.secret, second.secret, 'nobody-made-this'].flatMap((secret) => [
      send('/api/v1/password-reset', { secret }, own()),
      use(secret),
    ]),
  );
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  expect(new Set(bodies).size).toBe(1);
  const third = await resetLink(actor);
  const abroad = { origin: 'https://evil.example' };
  expect((await use(third.secret, NEW, abroad)).status).toBe(403);
});

it('who changes their password ends a link that somebody else may hold', async () => {
  const { actor, cookie } = await busyPerson();
  const { secret } = await resetLink(actor);
  expect((await change(cookie, PASSWORD, NEW)).status).toBe(200);
  expect((await use(secret)).status).toBe(404);
});

it('a sign-in by the old password that is under way signs nobody in', async () => {
  const { actor } = await busyPerson();
  const { ports } = console();
  const { secret } = await resetLink(actor);
  const handler = async (request: Request) => {
    const answered = await ports.auth.handler(request);
    expect([answered.status, (await use(secret)).status]).toEqual([200, 200]);
    // The reset ended what it saw; a session that comes after it is made here.
    return ports.auth.handler(
      new Request(request.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...own() },
        body: JSON.stringify({ email: actor.email, password: NEW }),
      }),
    );
  };
  const late = { ...ports, auth: { ...ports.auth, handler } };
  const request = new Request(`${console().origin}/${randomUUID()}`, { headers: own() });
  const person = { email: actor.email, password: PASSWORD };
  expect((await signInByPassword(late, request, person)).status).toBe(401);
  const { userId } = actor;
  expect(await console().world.database.prisma.session.count({ where: { userId } })).toBe(
    0,
  );
});

it('a link is counted for itself, and those that lead nowhere together', async () => {
  const { actor } = await busyPerson();
  const { secret } = await resetLink(actor);
  const open = (of: string) => send('/api/v1/password-reset', { secret: of }, own());
  for (let tries = 0; tries < 60; tries += 1) await open('a guess');
  expect((await open('a guess')).status).toBe(429);
  expect((await open(secret)).status).toBe(200);
});
