import { beforeAll, beforeEach, expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import { useTestDatabase } from '@/lib/db/test-database';
import { answerAuth } from './answer-auth';
import { createAuth, createPerson } from './auth';
import { systemClock, systemRandom } from './clock';
import { type Env, parseEnv } from './env';

const ORIGIN = 'http://localhost:3000';
const person = {
  name: 'Maya',
  email: 'maya@example.com',
  password: 'a long and quiet password',
};

const database = useTestDatabase();
const envOf = (): Env => {
  const env = parseEnv({});
  if (!env.ok) throw new Error('The defaults are a valid environment.');
  return env.value;
};
let ports: Parameters<typeof answerAuth>[0];

beforeAll(async () => {
  const { prisma, stores } = database();
  const auth = createAuth({ prisma, secret: 'a'.repeat(64), origin: ORIGIN });
  ports = {
    ...stores,
    auth,
    clock: systemClock,
    random: systemRandom,
    env: envOf(),
    enqueue: async () => undefined,
  };
  const userId = UserId.parse(await createPerson(auth, person));
  const id = WorkspaceId.parse('practice');
  await stores.workspaces.ensure({ id, name: 'Practice', kind: 'practice' });
  await stores.people.ensureHandle(userId, 'maya');
  await stores.people.addMember(id, userId, 'admin');
});
beforeEach(async () => {
  await database().prisma.rateLimit.deleteMany();
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  answerAuth(
    ports,
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      body,
      headers: {
        host: 'localhost:3000',
        origin: ORIGIN,
        'content-type': 'application/json',
        ...headers,
      },
    }),
  );
const signIn = (password: string, email = person.email) =>
  post('/api/auth/sign-in/email', JSON.stringify({ email, password }));

it('gives the session to the cookie and to nothing a script can read', async () => {
  const response = await signIn(person.password);
  expect(await response.json()).toEqual({ ok: true });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^drawbridge=/);
  expect(cookie).toMatch(/; HttpOnly/i);
  expect(cookie).toMatch(/; SameSite=Lax/i);
  expect(cookie).toMatch(/; Path=\//i);
  expect(cookie).not.toMatch(/; Secure|; Domain/i);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('writes down who signed in', async () => {
  await signIn(person.password);
  const [row] = await database().stores.activity.list({
    workspaceId: WorkspaceId.parse('practice'),
    q: '',
    event: 'person.signed-in',
    before: null,
    limit: 1,
  });
  expect(row?.sentence).toBe('Maya signed in.');
});

it('tells somebody who is in no workspace any more, and gives no session', async () => {
  const gone = { ...person, name: 'Gil', email: 'gil@example.com' };
  await createPerson(ports.auth, gone);
  const response = await signIn(gone.password, gone.email);
  expect(response.status).toBe(409);
  expect((await response.json()).detail).toContain('in no workspace');
  expect(response.headers.getSetCookie()).toEqual([]);
});

it('refuses even the right password after ten wrong ones', async () => {
  for (let count = 0; count < 10; count += 1)
    expect((await signIn('not it at all, no', 'MAYA@example.com')).status).toBe(401);
  const response = await signIn(person.password);
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('900');
  expect((await response.json()).detail).toContain('wrong too often');
});

it('never keeps out a person who signs in often', async () => {
  for (let count = 0; count < 12; count += 1)
    expect((await signIn(person.password)).status).toBe(200);
});

it('looks at no more than ten of many passwords that come at once', async () => {
  const tries = Array.from({ length: 25 }, () => signIn('not it at all, no'));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(15);
});

it('counts the e-mail that is signed in, however the body is written', async () => {
  const asBoth = (count: number) =>
    `{"email":"${count}@example.com","z":"&email=maya%40example.com&password=guess&z="}`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  for (let count = 0; count < 12; count += 1)
    expect((await post('/api/auth/sign-in/email', asBoth(count), form)).status).not.toBe(
      401,
    );
});

it('takes nothing in a sign-in but the e-mail and the password', async () => {
  const body = JSON.stringify({ ...person, callbackURL: 'http://evil.example' });
  expect((await post('/api/auth/sign-in/email', body)).status).toBe(400);
});

it('answers no other path, no other method and no other origin', async () => {
  expect((await post('/api/auth/get-session', '{}')).status).toBe(404);
  expect((await post('/api/auth/sign-up/email', '{}')).status).toBe(404);
  const get = new Request(`${ORIGIN}/api/auth/get-session`, {
    headers: { host: 'localhost:3000' },
  });
  expect((await answerAuth(ports, get)).status).toBe(404);
  const foreign = { origin: 'http://evil.example' };
  expect((await post('/api/auth/sign-out', '{}', foreign)).status).toBe(403);
});
