import type { Call } from '../operation';
import { stepAt, totpCode } from '../sts/totp';
import { AwsError } from '../wire/aws-error';
import type { MfaDevice } from '../world/types';

/** How far a device's clock may be off when it is introduced, in steps of 30 s. */
const STEPS_OFF = 10;

type Codes = { AuthenticationCode1: string; AuthenticationCode2: string };

/**
 * Sets a device's clock by two codes, one after the other. People read them off a real
 * clock, so the world's moved clock plays no part.
 */
export function synchronise(call: Call, device: MfaDevice, codes: Codes): void {
  const now = stepAt(call.worlds.now());
  const steps = Array.from({ length: 2 * STEPS_OFF }, (_, at) => now + STEPS_OFF - at);
  const second = steps.find(
    (step) =>
      totpCode(device.secret, step) === codes.AuthenticationCode2 &&
      totpCode(device.secret, step - 1) === codes.AuthenticationCode1,
  );
  if (second === undefined)
    throw new AwsError(
      'InvalidAuthenticationCode',
      'Authentication code for device is not valid.',
      403,
    );
  device.usedStep = Math.max(device.usedStep, second);
}
