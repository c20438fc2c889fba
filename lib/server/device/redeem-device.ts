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
  'devices' | 'workspaces' | 'tokens' | 'people' | 'rateLimits' | 'clock' | 'random'
> & { log: Pick<Services['log'], 'warn'> };

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
  const found = await deps.devices.find(deviceHash, now);
  if (found?.state === 'waiting') return waitOn(deps, deviceHash, now);
  if (!found) return refuse(deps, now, 'unknown');
  if (found.state === 'refused') return spend(deps, deviceHash, now, 'refused');
  const isOfCommand = found.challenge === challengeOf(verifier);
  const isStillAllowed = await deps.workspaces.allowsDeviceCodes(found.workspaceId);
  const actor =
    isOfCommand && isStillAllowed
      ? await deps.people.findActorIn(found.workspaceId, found.userId)
      : null;
  if (!actor) return spend(deps, deviceHash, now, 'not theirs');
  const computer = { name: found.name, createdAt: now };
  const code = { kind: 'device', deviceHash } as const;
  const signedIn = await signInComputer(deps, actor, code, computer);
  if (!signedIn) return refuse(deps, now, 'not theirs');
  return ok({ state: 'signed-in', ...signedIn });
}

async function spend(
  deps: Deps,
  deviceHash: string,
  now: Date,
  why: 'refused' | 'not theirs',
): Promise<Result<never, AppError>> {
  await deps.devices.drop(deviceHash);
  return refuse(deps, now, why);
}

/** Only codes that were given are counted: whoever invents some leaves no row. */
async function waitOn(
  { rateLimits }: Deps,
  deviceHash: string,
  now: Date,
): Promise<Result<RedeemedDevice, AppError>> {
  const polls = await rateLimits.hit(`device-poll:${deviceHash}`, WINDOW_SECONDS, now);
  return polls > POLLS ? err(tooMany(WINDOW_SECONDS)) : ok({ state: 'waiting' });
}

/** Invented codes do not fill the log; what became of a given one is always in it. */
async function refuse(
  { rateLimits, log }: Deps,
  now: Date,
  why: 'refused' | 'unknown' | 'not theirs',
): Promise<Result<never, AppError>> {
  const { key, most, windowSeconds } = FAILURES;
  const isMany = (await rateLimits.hit(key, windowSeconds, now)) > most;
  if (!isMany || why !== 'unknown')
    log.warn({ why }, 'a sign-in by a device code was refused');
  return err(isMany ? tooMany(windowSeconds) : spent);
}
