import type { AppError } from '@/lib/core/errors';
import { challengeOf } from '@/lib/core/pkce';
import { err, ok, type Result } from '@/lib/core/result';
import type { Services } from '../service-ports';
import { type SignedIn, signInComputer } from '../sign-in-computer';
import {
  DEVICE_MS,
  hashOfDeviceCode,
  POLL_SECONDS,
  type RedeemInput,
} from './device-code';

type Deps = Pick<
  Services,
  | 'devices'
  | 'workspaces'
  | 'tokens'
  | 'people'
  | 'activity'
  | 'rateLimits'
  | 'clock'
  | 'random'
  | 'log'
>;

export type RedeemedDevice = { state: 'waiting' } | ({ state: 'signed-in' } & SignedIn);

const spent: AppError = {
  kind: 'invalid_input',
  message:
    'This sign-in was refused, was used, has run out or was started elsewhere. Run drawbridge login --device again.',
};

const WINDOW_SECONDS = DEVICE_MS / 1000;
/** A third more than a command asks that keeps to its pace. */
const POLLS = Math.ceil((WINDOW_SECONDS / POLL_SECONDS) * 1.34);
const FAILURES = { key: 'device-token', most: 60, windowSeconds: 60 };

const tooMany = (retryAfterSeconds: number): AppError => ({
  kind: 'throttled',
  retryAfterSeconds,
  message: 'Asked too often. Start the sign-in anew in a few minutes.',
});

/**
 * Whether the person has answered, and the token once they allowed it. It is given once, to the
 * command that started the sign-in and to nobody else.
 */
export async function redeemDevice(
  deps: Deps,
  { deviceCode, verifier }: RedeemInput,
): Promise<Result<RedeemedDevice, AppError>> {
  const now = deps.clock.now();
  const deviceHash = hashOfDeviceCode(deviceCode);
  const polls = await deps.rateLimits.hit(
    `device-poll:${deviceHash}`,
    WINDOW_SECONDS,
    now,
  );
  if (polls > POLLS) return err(tooMany(WINDOW_SECONDS));
  const found = await deps.devices.redeem(deviceHash, now);
  if (found?.state === 'waiting') return ok({ state: 'waiting' });
  if (found?.state !== 'allowed') return refuse(deps, now, found ? 'refused' : 'unknown');
  const isOfCommand = found.challenge === challengeOf(verifier);
  const isStillAllowed = await deps.workspaces.allowsDeviceCodes(found.workspaceId);
  const actor =
    isOfCommand && isStillAllowed
      ? await deps.people.findActorIn(found.workspaceId, found.userId)
      : null;
  if (!actor) return refuse(deps, now, 'not theirs');
  const signedIn = await signInComputer(deps, actor, found.name, now);
  return ok({ state: 'signed-in', ...signedIn });
}

async function refuse(
  { rateLimits, log }: Deps,
  now: Date,
  why: string,
): Promise<Result<never, AppError>> {
  log.warn({ why }, 'a sign-in by a device code was refused');
  const { key, most, windowSeconds } = FAILURES;
  const failures = await rateLimits.hit(key, windowSeconds, now);
  return err(failures > most ? tooMany(windowSeconds) : spent);
}
