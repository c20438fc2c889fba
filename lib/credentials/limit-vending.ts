import type { AppError } from '@/lib/core/errors';
import type { Actor, Clock, RateLimitStore } from '@/lib/ports';

export type LimitDeps = {
  rateLimits: Pick<RateLimitStore, 'hit'>;
  clock: Pick<Clock, 'now'>;
};

const WINDOW_SECONDS = 3600;
/** How often one person asks for credentials in an hour at most. */
export const VENDING_LIMIT = 300;

/**
 * Counts one more wish of a person for credentials; the refusal when there were too many. A
 * limit for all people together would be a way to lock everybody out, so there is none.
 */
export async function limitVending(
  { rateLimits, clock }: LimitDeps,
  { userId }: Actor,
): Promise<AppError | null> {
  const hits = await rateLimits.hit(`vend:${userId}`, WINDOW_SECONDS, clock.now());
  if (hits <= VENDING_LIMIT) return null;
  return {
    kind: 'throttled',
    retryAfterSeconds: WINDOW_SECONDS,
    message: `You asked for credentials ${VENDING_LIMIT} times within an hour, which is the most. Try again in an hour at the latest; credentials handed out before go on working.`,
  };
}
