import type { PracticeStateStore } from '@/lib/ports';
import type { PrismaClient } from './client';

/** The state of practice worlds, as the text that they give. */
export function createPracticeStateStore(prisma: PrismaClient): PracticeStateStore {
  return {
    async load(worldId) {
      const row = await prisma.practiceWorld.findUnique({
        where: { id: worldId },
        select: { state: true },
      });
      return row?.state ?? null;
    },

    async save(worldId, state) {
      if (state === '') {
        await prisma.practiceWorld.deleteMany({ where: { id: worldId } });
        return;
      }
      await prisma.practiceWorld.upsert({
        where: { id: worldId },
        create: { id: worldId, state },
        update: { state },
        select: { id: true },
      });
    },
  };
}
