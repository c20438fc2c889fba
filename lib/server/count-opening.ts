import type { AppError } from '@/lib/core/errors';
import type { Services } from './service-ports';

const HITS = 60;
const WINDOW_SECONDS = 300;

/**
 * Counts that a link was opened: each link for itself, and together those that lead nowhere, so
 * that nobody who has a link waits for those who guess.
 */
export async function countOpening(
  { rateLimits, clock }: Pick<Services, 'rateLimits' | 'clock'>,
  kind: 'invite' | 'reset',
  id: string | null,
): Promise<AppError | null> {
  const key = id === null ? `${kind}-wrong` : `${kind}:${id}`;
  const hits = await rateLimits.hit(key, WINDOW_SECONDS, clock.now());
  return hits > HITS ? tooOften : null;
}

const tooOften: AppError = {
  kind: 'throttled',
  retryAfterSeconds: WINDOW_SECONDS,
  message: 'This was asked for too often. Wait five minutes and open the link again.',
};
