import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/test-database';
import { newWorkspace } from '@/lib/db/test-rows';
import { hashOfResetSecret } from '@/lib/people/link-secret';
import { createAuth, createPerson } from '@/lib/server/auth';
import { resetPassword } from './reset-password';

const ORIGIN = 'http://localhost:3000';
const database = useTestDatabase();

async function run(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const io = {
    stdout: (line: string) => void out.push(line),
    stderr: (line: string) => void errors.push(line),
  };
  const env = { DATABASE_URL: database().url, DRAWBRIDGE_ORIGIN: ORIGIN };
  const code = await resetPassword(args, io, env as unknown as NodeJS.ProcessEnv); // Next's type asks for NODE_ENV
  return { code, out, errors };
}

it('prints one link for a person of this console', async () => {
  const { prisma, stores } = database();
  const auth = createAuth({ prisma, secret: 'a'.repeat(64), origin: ORIGIN });
  const email = `${randomUUID()}@example.com`;
  const password = 'a long and quiet password';
  const id = await createPerson(auth, { name: 'Maya', email, password });
  const workspaceId = await newWorkspace(database());
  const { passwords, people } = stores;
  await people.ensureHandle(id as never, 'maya'); // the id of a user made just now
  await people.addMember(workspaceId, id as never, 'admin'); // likewise
  const { code, out, errors } = await run(email);
  expect([code, errors]).toEqual([0, []]);
  const [, secret = ''] =
    /^Open http:\/\/localhost:3000\/reset-password#(.+)$/.exec(out[0] ?? '') ?? [];
  const link = await passwords.findLink(hashOfResetSecret(secret), new Date());
  expect(link).toMatchObject({ email, createdById: null });
});

it.each([
  [[], 2, 'usage: drawbridge reset-password EMAIL'],
  [['maya'], 2, 'usage: drawbridge reset-password EMAIL'],
  [
    ['nobody@example.com'],
    1,
    'drawbridge: nobody signs in to this console by nobody@example.com',
  ],
])('says in one line what is wrong with %j', async (args, code, error) => {
  expect(await run(...args)).toEqual({ code, out: [], errors: [error] });
});
