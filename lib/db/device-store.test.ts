import { expect, it } from 'vitest';
import type { PrismaClient } from './client';
import { createDeviceStore } from './device-store';
import { useTestDatabase } from './test-database';
import { newUser, newWorkspace } from './test-rows';

const database = useTestDatabase();

const NOW = new Date('2026-11-24T09:00:00.000Z');
const CODES = { deviceHash: 'device', userCodeHash: 'typed' };

it('lets a command wait on whose person answers in the middle of its poll, and then takes the answer', async () => {
  const { prisma, stores } = database();
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
  const $queryRaw = async (...statement: [TemplateStringsArray, ...unknown[]]) => {
    const rows = await prisma.$queryRaw(...statement);
    await stores.devices.answer(CODES.userCodeHash, said, NOW);
    return rows;
  };
  // The same client, but that the answer comes right after its first statement.
  const slow = {
    deviceSignIn: prisma.deviceSignIn,
    $queryRaw,
  } as unknown as PrismaClient;
  const polls = [createDeviceStore(slow), stores.devices, stores.devices];
  const told = [];
  for (const devices of polls)
    told.push((await devices.redeem(CODES.deviceHash, NOW))?.state ?? null);
  expect(told).toEqual(['waiting', 'allowed', null]);
});
