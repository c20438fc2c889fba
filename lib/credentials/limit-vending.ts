import type { AppError } from '@/lib/core/errors';
import type { Actor, Clock, RateLimitStore } from '@/lib/ports';

export type LimitDeps = {
  rateLimits: Pick<RateLimitStore, 'hit'>;
  clock: Pick<Clock, 'now'>;
};

const WINDOW_SECONDS = 3600;
/** How often credentials are asked for in an hour at most. */
export const VENDING_LIMIT = { perPerson: 300, overall: 3000 };

/**
 * Counts one more wish for credentials; the refusal when there were too many. What is above a
 * person's own limit does not count against everybody's: nobody can use that up alone.
 */
export async function limitVending(
  { rateLimits, clock }: LimitDeps,
  { userId }: Actor,
): Promise<AppError | null> {
  const hit = (key: string) => rateLimits.hit(key, WINDOW_SECONDS, clock.now());
  const { perPerson, overall } = VENDING_LIMIT;
  if ((await hit(`vend:${userId}`)) > perPerson)
    return tooMany(`You asked for credentials ${perPerson} times`);
  if ((await hit('vend')) > overall)
    return tooMany(`Credentials of this console were asked for ${overall} times`);
  return null;
}

const tooMany = (who: string): AppError => ({
  kind: 'throttled',
  retryAfterSeconds: WINDOW_SECONDS,
  message: `${who} within an hour, which is the most. Try again in an hour at the latest; credentials handed out before go on working.`,
});
