import { beforeEach, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/test-database';
import { createAuth, createPerson } from './auth';
import { systemClock } from './clock';
import { createFirstAdministrator } from './first-run';
import { newFirstRunLink } from './first-run-link';
import { consoleTokens } from './issuer/console-tokens';

const ORIGIN = 'http://localhost:3000';
const SECRET = 'a'.repeat(64);
const person = {
  name: 'Maya',
  email: 'maya@example.com',
  password: 'a long and quiet password',
};

const database = useTestDatabase();
const auth = () =>
  createAuth({ prisma: database().prisma, secret: SECRET, origin: ORIGIN });
const redeem = (code: string, who = person) => {
  const { stores } = database();
  const ports = {
    ...stores,
    auth: auth(),
    clock: systemClock,
    hubOf: async () => null,
    identityTokens: consoleTokens(
      stores,
      { origin: ORIGIN, secret: SECRET, dataDir: '' },
      null,
    ),
  };
  return createFirstAdministrator(ports, { ...who, code });
};
const newCode = async () =>
  (await newFirstRunLink(database().stores.firstRun, ORIGIN)).split('#')[1] ?? '';

beforeEach(async () => {
  const { prisma } = database();
  await prisma.user.deleteMany();
  await prisma.rateLimit.deleteMany();
});

it('makes one administrator when the link is used many times at once', async () => {
  const code = await newCode();
  const tries = Array.from({ length: 8 }, (_, index) =>
    redeem(code, { ...person, email: `person${index}@example.com` }),
  );
  const made = (await Promise.all(tries)).filter(({ ok }) => ok);
  expect(made).toHaveLength(1);
  expect(await database().prisma.user.count()).toBe(1);
  expect(await database().stores.people.countAdministrators()).toBe(1);
});

it('is closed for good once there is an administrator', async () => {
  expect(await redeem(await newCode())).toMatchObject({ ok: true });
  const second = await redeem(await newCode(), { ...person, email: 'eve@example.com' });
  expect(second).toMatchObject({ ok: false, error: { kind: 'not_found' } });
});

it('takes a code that was replaced by a newer one for used', async () => {
  const old = await newCode();
  await newCode();
  expect(await redeem(old)).toMatchObject({
    ok: false,
    error: { kind: 'invalid_input' },
  });
});

it('goes on where a process was killed in the middle of it', async () => {
  await createPerson(auth(), person);
  expect(await redeem(await newCode())).toMatchObject({ ok: true });
  expect(await database().prisma.user.count()).toBe(1);
});
