import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { readInput } from '../read-input';
import { problem } from '../respond';
import { nearestAddress } from '../seen-address';
import type { Services } from '../service-ports';
import { understoodRequest } from '../understood-request';

const CHALLENGES = 600;
const WINDOW_SECONDS = 300;

type Ports = Pick<Services, 'auth' | 'passkeys' | 'rateLimits' | 'clock'>;

/**
 * A challenge for a passkey: of anybody, or of whoever is signed in. Anybody may ask, and each
 * is a row for five minutes; so they are counted by the address that they go to.
 */
export async function challengePasskey(
  ports: Ports,
  request: Request,
): Promise<Response> {
  const asked = await readInput(request, z.strictObject({}));
  if (!asked.ok) return problem(asked.error);
  const now = ports.clock.now();
  const key = `passkey:${nearestAddress(request.headers) ?? 'direct'}`;
  if ((await ports.rateLimits.hit(key, WINDOW_SECONDS, now)) > CHALLENGES)
    return problem(tooManyChallenges);
  await ports.passkeys.clearChallenges(now);
  return ports.auth.handler(
    understoodRequest(request, null, '/api/auth/passkey/generate-authenticate-options'),
  );
}

const tooManyChallenges: AppError = {
  kind: 'throttled',
  retryAfterSeconds: WINDOW_SECONDS,
  message: 'Passkeys were asked for too often. Wait five minutes, or use your password.',
};
