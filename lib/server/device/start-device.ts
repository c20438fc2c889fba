import type { AppError } from '@/lib/core/errors';
import { CLI_DEVICE_PATH } from '@/lib/core/links';
import { err, ok, type Result } from '@/lib/core/result';
import { nearestAddress } from '../seen-address';
import type { Services } from '../service-ports';
import {
  codesAreOff,
  DEVICE_MS,
  hashOfDeviceCode,
  hashOfTypedCode,
  newDeviceCode,
  newTypedCode,
  POLL_SECONDS,
  type StartInput,
} from './device-code';

type Deps = Pick<
  Services,
  'devices' | 'workspaces' | 'rateLimits' | 'clock' | 'random' | 'env'
>;

export type StartedDevice = {
  deviceCode: string;
  typedCode: string;
  /** The page to type it at. It has no code in it: who follows a link types what they were shown. */
  page: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
  pollSeconds: number;
};

/** For everybody together: nobody is known yet. */
const LIMIT = { key: 'device-start', starts: 30, windowSeconds: 60 };

const tooMany: AppError = {
  kind: 'throttled',
  retryAfterSeconds: LIMIT.windowSeconds,
  message: 'Too many computers asked for a code just now. Try again in a minute.',
};

/**
 * A computer without a browser asks to be signed in as somebody. It gets a code for that person
 * to type, whether there is such a person or not: a stranger learns nothing by it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628
 */
export async function startDevice(
  deps: Deps,
  { name, person, codeChallenge: challenge }: StartInput,
  headers: Headers,
): Promise<Result<StartedDevice, AppError>> {
  if (!(await deps.workspaces.anyAllowsDeviceCodes())) return err(codesAreOff);
  const createdAt = deps.clock.now();
  const starts = await deps.rateLimits.hit(LIMIT.key, LIMIT.windowSeconds, createdAt);
  if (starts > LIMIT.starts) return err(tooMany);
  const deviceCode = newDeviceCode(deps.random);
  const typedCode = newTypedCode(deps.random);
  const expiresAt = new Date(createdAt.getTime() + DEVICE_MS);
  const address = nearestAddress(headers);
  await deps.devices.put(
    {
      deviceHash: hashOfDeviceCode(deviceCode),
      userCodeHash: hashOfTypedCode(typedCode),
    },
    { person, name, address, challenge, createdAt, expiresAt },
  );
  return ok({
    deviceCode,
    typedCode,
    page: `${deps.env.origin}${CLI_DEVICE_PATH}`,
    expiresAt: expiresAt.toISOString(),
    pollSeconds: POLL_SECONDS,
  });
}
