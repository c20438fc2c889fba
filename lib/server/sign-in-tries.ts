import type { AppError } from '@/lib/core/errors';
import type { Services } from './service-ports';

const FAILURES_PER_WINDOW = 10;
const WINDOW_SECONDS = 900;

type Ports = Pick<Services, 'rateLimits' | 'clock'>;

const keyOf = (email: string): string =>
  `sign-in:${email.toLowerCase().normalize('NFKC')}`;

/**
 * Counts a try of a person's password, wherever it is asked for. By e-mail, because an address
 * can be changed at will; before the password is looked at, so that tries at the same time are
 * not free.
 */
export async function countTry(ports: Ports, email: string): Promise<AppError | null> {
  const now = ports.clock.now();
  const tries = await ports.rateLimits.hit(keyOf(email), WINDOW_SECONDS, now);
  return tries > FAILURES_PER_WINDOW ? tooManyFailures : null;
}

/** The password was right: a person who signs in often is never kept out by that. */
export const takeTryBack = (ports: Ports, email: string): Promise<void> =>
  ports.rateLimits.takeBack(keyOf(email));

const tooManyFailures: AppError = {
  kind: 'throttled',
  retryAfterSeconds: WINDOW_SECONDS,
  message:
    'The password for this e-mail was wrong too often. Wait a quarter of an hour and try again.',
};
