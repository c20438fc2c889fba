import type { FirstRunStore } from '@/lib/ports';
import type { PrismaClient } from './client';

/** There is one code at a time. */
const ID = 1;

/** The code that makes the first administrator, as its hash. */
export function createFirstRunStore(prisma: PrismaClient): FirstRunStore {
  return {
    async put(codeHash, expiresAt) {
      const code = { codeHash, expiresAt, usedAt: null };
      await prisma.firstRunCode.upsert({
        where: { id: ID },
        create: { id: ID, ...code },
        update: code,
        select: { id: true },
      });
    },

    async redeem(codeHash, now) {
      const used = await prisma.$queryRaw<unknown[]>`
        UPDATE "FirstRunCode" SET "usedAt" = ${now}
         WHERE "id" = ${ID} AND "codeHash" = ${codeHash}
           AND "usedAt" IS NULL AND "expiresAt" > ${now}
        RETURNING "id"`;
      return used.length === 1;
    },
  };
}
