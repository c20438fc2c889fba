import { beforeAll, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/test-database';
import { type Auth, createAuth, createPerson } from './auth';

const ORIGIN = 'http://localhost:3000';
const person = {
  name: 'Maya',
  email: 'Maya@Example.com',
  password: 'a long and quiet password',
};

const database = useTestDatabase();
let auth: Auth;

beforeAll(async () => {
  const { prisma } = database();
  auth = createAuth({ prisma, secret: 'a'.repeat(64), origin: ORIGIN });
  await createPerson(auth, person);
});

const ask = (where: string, body: object, cookie = '') =>
  auth.handler(
    new Request(`${ORIGIN}/api/auth${where}`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    }),
  );
const signIn = (password: string) =>
  ask('/sign-in/email', { email: 'maya@example.com', password });
const cookieOf = (response: Response) =>
  response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const sessionOf = (cookie: string) =>
  auth.api.getSession({ headers: new Headers({ cookie }) });

it('lets a person in by the right password, whatever the case of the e-mail', async () => {
  expect((await signIn('not it at all, no')).status).toBe(401);
  const response = await signIn(person.password);
  expect(response.status).toBe(200);
  expect(cookieOf(response)).toMatch(/^drawbridge=/);
  const flags = response.headers.getSetCookie()[0] ?? '';
  expect(flags).toMatch(/HttpOnly/i);
  expect(flags).toMatch(/SameSite=Lax/i);
  expect((await sessionOf(cookieOf(response)))?.user.email).toBe('maya@example.com');
});

it('keeps the hash of a session token, never the token', async () => {
  const cookie = cookieOf(await signIn(person.password));
  const token = decodeURIComponent(cookie.slice('drawbridge='.length)).split('.')[0];
  const stored = (await database().prisma.session.findMany()).map(
    (session) => session.token,
  );
  expect(stored).not.toContain(token);
  expect(stored.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
});

it('ends the session in the database at sign-out', async () => {
  const cookie = cookieOf(await signIn(person.password));
  const before = await database().prisma.session.count();
  expect((await ask('/sign-out', {}, cookie)).status).toBe(200);
  expect(await database().prisma.session.count()).toBe(before - 1);
  expect(await sessionOf(cookie)).toBeNull();
});

it('offers nobody to sign up', async () => {
  const response = await ask('/sign-up/email', {
    ...person,
    email: 'mallory@example.com',
  });
  expect(response.ok).toBe(false);
});
