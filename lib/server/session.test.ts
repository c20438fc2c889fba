import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { WorkspaceId } from '@/lib/core/ids';
import { UserId } from '@/lib/core/ids';
import { useTestDatabase } from '@/lib/db/test-database';
import { statementsOf } from '@/lib/db/test-many-roles';
import { newWorkspace } from '@/lib/db/test-rows';
import { type Auth, createAuth, createPerson } from './auth';
import { currentActor } from './session';
import { quickPasswords } from './test-passwords';

const ORIGIN = 'http://localhost:3000';
const password = 'a long and quiet password';

const database = useTestDatabase();
const authOf = (secret: string): Auth =>
  createAuth({
    prisma: database().prisma,
    secret,
    origin: ORIGIN,
    passwords: quickPasswords,
  });
let auth: Auth;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  auth = authOf('a'.repeat(64));
  workspaceId = await newWorkspace(database());
});

/** Somebody of the workspace, and the cookie that they come with. */
async function signedIn(by: Auth = auth): Promise<{ userId: UserId; cookie: string }> {
  const email = `${randomUUID()}@example.com`;
  const userId = UserId.parse(await createPerson(by, { name: 'Mei', email, password }));
  const { people } = database().stores;
  await people.ensureHandle(userId, 'Mei');
  await people.addMember(workspaceId, userId, 'viewer');
  const answer = await by.handler(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }),
  );
  return { userId, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

const actorBy = (cookie: string) =>
  currentActor({ auth, people: database().stores.people }, new Headers({ cookie }));

it('finds who is signed in in one statement', async () => {
  const { userId, cookie } = await signedIn();
  const session = await database().prisma.session.findFirstOrThrow({
    where: { userId },
  });
  expect(await actorBy(`theme=dark; ${cookie}; x="1"`)).toMatchObject({
    userId,
    workspaceId,
    sessionId: session.id,
    signInEndsAt: session.expiresAt,
  });
  expect(await statementsOf(() => actorBy(cookie))).toBe(1);
});

it('knows nobody by a cookie that it did not sign', async () => {
  const { cookie } = await signedIn();
  const other = await signedIn(authOf('b'.repeat(64)));
  const [token = '', signature = ''] = decodeURIComponent(cookie).split('.');
  for (const forged of [
    other.cookie,
    token,
    `${token}.`,
    `${token}x.${signature}`,
    `${token}.${signature.slice(4)}`,
    `drawbridge=.${signature}`,
    '',
  ])
    expect(await actorBy(forged), forged).toBeNull();
  expect(await actorBy(cookie)).not.toBeNull();
});

it('knows nobody by a session that ended, and removes it', async () => {
  const { userId, cookie } = await signedIn();
  const where = { userId };
  await database().prisma.session.updateMany({ where, data: { expiresAt: new Date() } });
  expect(await actorBy(cookie)).toBeNull();
  expect(await database().prisma.session.count({ where })).toBe(0);
});
