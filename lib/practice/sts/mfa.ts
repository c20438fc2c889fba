import { type Call, noted } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { MfaDevice } from '../world/types';
import { stepAt, totpCode } from './totp';

type MfaInput = { SerialNumber?: string; TokenCode?: string };

const refused = (): AwsError =>
  new AwsError(
    'AccessDenied',
    'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    403,
  );

function deviceOf(call: Call, serialNumber: string): MfaDevice {
  const devices = call.caller.kind === 'user' ? call.caller.user.mfaDevices : [];
  const device = devices.find((own) => own.serialNumber === serialNumber);
  if (device) return device;
  throw new AwsError(
    'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    403,
  );
}

/**
 * Verifies the code of one of the caller's own devices; false when none was given. A code
 * is good for its step and the ones beside it, and once. People read codes off a real
 * clock, so the world's moved clock plays no part.
 */
export function verifyMfa(call: Call, { SerialNumber, TokenCode }: MfaInput): boolean {
  if (SerialNumber === undefined && TokenCode === undefined) return false;
  if (SerialNumber === undefined || TokenCode === undefined) throw refused();
  const device = deviceOf(call, SerialNumber);
  const now = stepAt(call.worlds.now());
  const step = [now - 1, now, now + 1].find(
    (candidate) =>
      candidate > device.usedStep && totpCode(device.secret, candidate) === TokenCode,
  );
  if (step === undefined) throw refused();
  device.usedStep = step;
  noted(call);
  return true;
}
