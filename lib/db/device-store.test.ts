import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import { useTestDatabase } from './test-database';
import { newUser, newWorkspace } from './test-rows';

const database = useTestDatabase();

const NOW = new Date('2026-11-24T09:00:00.000Z');
const LOGGED = {
  event: 'token.created',
  outcome: 'ok',
  sentence: 'Mei signed in on server-1.',
  target: null,
  planId: null,
  details: {},
} as const;

const tokenOf = (whose: { userId: UserId; workspaceId: WorkspaceId }) => ({
  ...whose,
  id: randomUUID(),
  secretHash: randomUUID(),
  name: 'server-1',
  createdAt: NOW,
  expiresAt: new Date(NOW.getTime() + 60_000),
});

const CODES = { deviceHash: 'device', userCodeHash: 'typed' };

it('lets a command wait until its person answers, and gives one token for the answer', async () => {
  const { stores } = database();
  const workspaceId = await newWorkspace(database());
  const userId = await newUser(database());
  await stores.devices.put(CODES, {
    person: 'mei@example.com',
    name: 'server-1',
    address: null,
    challenge: 'challenge',
    createdAt: NOW,
    expiresAt: new Date(NOW.getTime() + 60_000),
  });
  const said = { userId, workspaceId, isAllowed: true };
  const { devices, tokens } = stores;
  const stateOf = async () => (await devices.find(CODES.deviceHash, NOW))?.state ?? null;
  expect(await stateOf()).toBe('waiting');
  const code = { kind: 'device', deviceHash: CODES.deviceHash } as const;
  const entry = { ...LOGGED, workspaceId, actorId: userId, actorName: 'Mei' };
  const spend = () => tokens.createFor(code, tokenOf({ userId, workspaceId }), entry);
  expect(await spend()).toBe(false);
  await devices.answer(CODES.userCodeHash, said, NOW);
  expect(await stateOf()).toBe('allowed');
  const spent = await Promise.all([spend(), spend(), spend()]);
  expect(spent.filter((isSpent) => isSpent)).toHaveLength(1);
  expect(await stateOf()).toBeNull();
});
