import { seededId } from '../world/ids';

/** The MFA device of a seeded user: `arn:aws:iam::<account>:mfa/<name>`. */
export const mfaSerialOf = (userArn: string): string =>
  userArn.replace(':user/', ':mfa/');

/** Secret of that device in base32: practice people share it freely. */
export const mfaSecretOf = (userArn: string): string =>
  seededId('AIDA', `mfa of ${userArn}`).slice(4).padEnd(24, 'A');
