import type { RateLimitStore } from '@/lib/ports';
import type { PrismaClient } from './client';

const MS_PER_SECOND = 1000;

/** Counts in windows that begin with the first hit; rows of past windows are cleared away. */
export function createRateLimitStore(prisma: PrismaClient): RateLimitStore {
  return {
    async hit(key, windowSeconds, now) {
      const endsAt = new Date(now.getTime() + windowSeconds * MS_PER_SECOND);
      const [row] = await prisma.$queryRaw<{ hits: number }[]>`
        INSERT INTO "RateLimit" AS l ("key", "hits", "windowEndsAt")
        VALUES (${key}, 1, ${endsAt})
        ON CONFLICT ("key") DO UPDATE SET
          "hits" = CASE WHEN l."windowEndsAt" <= ${now} THEN 1 ELSE l."hits" + 1 END,
          "windowEndsAt" =
            CASE WHEN l."windowEndsAt" <= ${now} THEN ${endsAt} ELSE l."windowEndsAt" END
        RETURNING "hits"`;
      if (row?.hits === 1)
        await prisma.rateLimit.deleteMany({ where: { windowEndsAt: { lt: now } } });
      return row?.hits ?? 1;
    },

    async takeBack(key) {
      await prisma.rateLimit.updateMany({
        where: { key, hits: { gt: 0 } },
        data: { hits: { decrement: 1 } },
      });
    },
  };
}
