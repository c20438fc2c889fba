import { expect, it } from 'vitest';
import { useTestDatabase } from './test-database';
import { newUser, newWorkspace } from './test-rows';

const database = useTestDatabase();

const NOW = new Date('2026-11-24T09:00:00.000Z');
const secondsLater = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function newToken(id: string) {
  const { tokens } = database().stores;
  const owner = {
    workspaceId: await newWorkspace(database()),
    userId: await newUser(database()),
  };
  const expiresAt = secondsLater(3600);
  const token = { id, secretHash: `hash-${id}`, name: 'laptop', createdAt: NOW };
  const data = { ...token, ...owner, expiresAt };
  await database().prisma.token.create({ data });
  const use = (now: Date) => tokens.use(id, token.secretHash, now);
  const lastUse = async () =>
    (await tokens.listOf(owner.workspaceId, owner.userId, NOW))[0]?.lastUsedAt;
  return { known: { ...owner, expiresAt }, use, lastUse };
}

it('notes the first use of a token, and then one a minute', async () => {
  const { known, use, lastUse } = await newToken('often');
  expect(await lastUse()).toBeNull();
  expect(await use(NOW)).toEqual(known);
  expect(await lastUse()).toEqual(NOW);
  expect(await use(secondsLater(60))).toEqual(known);
  expect(await lastUse()).toEqual(NOW);
  expect(await use(secondsLater(61))).toEqual(known);
  expect(await lastUse()).toEqual(secondsLater(61));
});

it('writes nothing for a use that is noted already', async () => {
  const { use } = await newToken('quiet');
  await use(NOW);
  const versionOf = () => database().prisma.$queryRaw`
    SELECT xmin::text, ctid::text FROM "Token" WHERE "id" = 'quiet'`;
  const before = await versionOf();
  await use(secondsLater(30));
  expect(await versionOf()).toEqual(before);
});

it('knows no token by another secret, nor one that has run out', async () => {
  const { use, lastUse } = await newToken('over');
  expect(await database().stores.tokens.use('over', 'guess', NOW)).toBeNull();
  expect(await use(secondsLater(3600))).toBeNull();
  expect(await lastUse()).toBeNull();
});
