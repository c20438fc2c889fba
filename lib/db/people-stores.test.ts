import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { useTestDatabase } from './test-database';
import { newUser, newWorkspace } from './test-rows';

const database = useTestDatabase();

it('makes a workspace once', async () => {
  const { workspaces } = database().stores;
  const id = await newWorkspace(database());
  await workspaces.ensure({ id, name: 'Another name', kind: 'practice' });
  expect(await workspaces.find(id)).toEqual({ id, name: 'Acme', kind: 'aws' });
  expect((await workspaces.list()).filter((each) => each.id === id)).toHaveLength(1);
});

it('keeps where a workspace signs in to Identity Center, until that is taken away', async () => {
  const { workspaces } = database().stores;
  const id = await newWorkspace(database());
  expect(await workspaces.portalOf(id)).toBeNull();
  const portal = { startUrl: 'https://acme.awsapps.com/start', region: 'eu-west-1' };
  await workspaces.setPortal(id, portal);
  expect(await workspaces.portalOf(id)).toEqual(portal);
  await workspaces.setPortal(id, null);
  expect(await workspaces.portalOf(id)).toBeNull();
});

it('lets a person act in their first workspace, and switch to another of theirs', async () => {
  const { people } = database().stores;
  const userId = await newUser(database(), 'Anna');
  const first = await newWorkspace(database());
  const second = await newWorkspace(database());
  expect(await people.findActor(userId)).toBeNull();
  await people.addMember(first, userId, 'viewer');
  await people.addMember(second, userId, 'operator');
  const handle = await people.ensureHandle(userId, 'anna');

  expect(await people.findActor(userId)).toEqual({
    userId,
    handle,
    name: 'Anna',
    email: `${userId}@example.com`,
    workspaceId: first,
    workspaceName: 'Acme',
    workspaceKind: 'aws',
    role: 'viewer',
  });
  expect(await people.switchWorkspace(userId, second)).toBe(true);
  expect((await people.findActor(userId))?.role).toBe('operator');
  const token = `session of ${userId}`;
  const now = new Date();
  await database().prisma.session.create({
    data: {
      ...{ id: token, token, userId, createdAt: now, updatedAt: now },
      expiresAt: new Date(now.getTime() + 60_000),
    },
  });
  const signedIn = await people.findSignedIn(token);
  expect(signedIn).toMatchObject({ workspaceId: second, role: 'operator' });
  expect(signedIn?.workspaces.map(({ id }) => id).sort()).toEqual([first, second].sort());
});

it('does not let a person into a workspace they are no member of', async () => {
  const { people } = database().stores;
  const userId = await newUser(database());
  const mine = await newWorkspace(database());
  await people.addMember(mine, userId, 'admin');
  await people.ensureHandle(userId, 'mei');
  expect(await people.switchWorkspace(userId, await newWorkspace(database()))).toBe(
    false,
  );
  expect((await people.findActor(userId))?.workspaceId).toBe(mine);
});

it('changes the role of a member', async () => {
  const { people } = database().stores;
  const userId = await newUser(database());
  const workspaceId = await newWorkspace(database());
  await people.addMember(workspaceId, userId, 'viewer');
  await people.addMember(workspaceId, userId, 'admin');
  expect(await people.listMembers(workspaceId)).toEqual([{ userId, role: 'admin' }]);
});

it('counts a person who administers two workspaces once', async () => {
  const { people } = database().stores;
  const before = await people.countAdministrators();
  const userId = await newUser(database());
  await people.addMember(await newWorkspace(database()), userId, 'admin');
  await people.addMember(await newWorkspace(database()), userId, 'admin');
  await people.addMember(
    await newWorkspace(database()),
    await newUser(database()),
    'viewer',
  );
  expect(await people.countAdministrators()).toBe(before + 1);
});

it('gives everybody a handle of their own, even all at once', async () => {
  const { people } = database().stores;
  const users = await Promise.all(Array.from({ length: 12 }, () => newUser(database())));
  const handles = await Promise.all(
    users.map((userId) => people.ensureHandle(userId, 'Ünique.Name')),
  );
  expect(new Set(handles).size).toBe(12);
  expect(handles).toContain('unique-name');
  expect(handles).toContain('unique-name-12');
});

it('never changes a handle', async () => {
  const { people } = database().stores;
  const userId = await newUser(database());
  const handle = await people.ensureHandle(userId, 'kept');
  expect(await people.ensureHandle(userId, 'other')).toBe(handle);
  await expect(
    database().prisma.user.update({ where: { id: userId }, data: { handle: 'other' } }),
  ).rejects.toThrow(/a handle is never changed/);
  await expect(
    people.ensureHandle(UserId.parse(randomUUID()), 'nobody'),
  ).rejects.toThrow();
});

it('redeems the first-run code once, even when many try', async () => {
  const { firstRun } = database().stores;
  const now = new Date('2026-11-24T09:00:00Z');
  const in15Minutes = new Date('2026-11-24T09:15:00Z');
  await firstRun.put('old', in15Minutes);
  await firstRun.put('hash', in15Minutes);
  expect(await firstRun.redeem('old', now)).toBe(false);
  expect(await firstRun.redeem('hash', in15Minutes)).toBe(false);
  const tries = await Promise.all(
    Array.from({ length: 10 }, () => firstRun.redeem('hash', now)),
  );
  expect(tries.filter(Boolean)).toHaveLength(1);
  await firstRun.put('new', in15Minutes);
  expect(await firstRun.redeem('new', now)).toBe(true);
});

it('counts tries in a window, over all who count at once', async () => {
  const { rateLimits } = database().stores;
  const now = new Date('2026-11-24T09:00:00Z');
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const counts = await Promise.all(
    Array.from({ length: 10 }, () => rateLimits.hit('login:mei', 900, now)),
  );
  expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await rateLimits.hit('login:anna', 900, now)).toBe(1);
  expect(await rateLimits.hit('login:mei', 900, later(899))).toBe(11);
  expect(await rateLimits.hit('login:mei', 900, later(900))).toBe(1);
  expect(await rateLimits.hit('login:mei', 900, later(901))).toBe(2);
});

it('takes a try back that did not count', async () => {
  const { rateLimits } = database().stores;
  const now = new Date('2026-11-24T09:00:00Z');
  await rateLimits.hit('login:lee', 900, now);
  await rateLimits.hit('login:lee', 900, now);
  await rateLimits.takeBack('login:lee');
  expect(await rateLimits.hit('login:lee', 900, now)).toBe(2);
  await rateLimits.takeBack('login:nobody');
  expect(await rateLimits.hit('login:nobody', 900, now)).toBe(1);
});

it('keeps the state of a practice world', async () => {
  const { practiceStates } = database().stores;
  expect(await practiceStates.load('w1')).toBeNull();
  await practiceStates.save('w1', '{"a":1}');
  await practiceStates.save('w1', '{"a": 2 }');
  await practiceStates.save('w2', '{}');
  expect(await practiceStates.load('w1')).toBe('{"a": 2 }');
});
