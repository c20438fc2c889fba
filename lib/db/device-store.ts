import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { DeviceStore, StoredDevice } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { DeviceSignInModel } from './generated/models';

const deviceOf = (row: DeviceSignInModel): StoredDevice => ({
  person: row.person,
  name: row.name,
  address: row.address,
  challenge: row.challenge,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
});

/** Sign-ins by typed codes. Those that are over are cleared away when the next one is made. */
export function createDeviceStore(prisma: PrismaClient): DeviceStore {
  return {
    async put(hashes, device) {
      await prisma.$transaction([
        prisma.deviceSignIn.deleteMany({
          where: { expiresAt: { lte: device.createdAt } },
        }),
        prisma.deviceSignIn.create({
          data: { ...hashes, ...device, state: 'waiting' },
          select: { deviceHash: true },
        }),
      ]);
    },

    async findWaiting(userCodeHash, now) {
      const row = await prisma.deviceSignIn.findFirst({
        where: { userCodeHash, state: 'waiting', expiresAt: { gt: now } },
      });
      return row && deviceOf(row);
    },

    async answer(userCodeHash, { userId, workspaceId, isAllowed }, now) {
      const { count } = await prisma.deviceSignIn.updateMany({
        where: { userCodeHash, state: 'waiting', expiresAt: { gt: now } },
        data: { state: isAllowed ? 'allowed' : 'refused', userId, workspaceId },
      });
      return count === 1;
    },

    async find(deviceHash, now) {
      const row = await prisma.deviceSignIn.findFirst({
        where: { deviceHash, expiresAt: { gt: now } },
      });
      return row && standingOf(row);
    },

    async drop(deviceHash) {
      await prisma.deviceSignIn.deleteMany({ where: { deviceHash } });
    },
  };
}

function standingOf(row: DeviceSignInModel): Awaited<ReturnType<DeviceStore['find']>> {
  if (row.state === 'waiting') return { state: 'waiting' };
  if (row.state !== 'allowed' || !row.userId || !row.workspaceId)
    return { state: 'refused' };
  return {
    state: 'allowed',
    ...deviceOf(row),
    userId: row.userId as UserId, // the brands were checked on the way in
    workspaceId: row.workspaceId as WorkspaceId,
  };
}
