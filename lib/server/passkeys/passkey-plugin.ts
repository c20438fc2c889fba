import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';

/** Where a browser keeps, signed, which challenge it answers. */
export const CHALLENGE_COOKIE = 'passkey_challenge';

/**
 * Passkeys instead of a password. Each use takes the PIN, finger or face of its person: whoever
 * only holds the device is not let in.
 *
 * @see https://www.w3.org/TR/webauthn-3/#user-verification
 */
export const passkeyPlugin = (origin: string) =>
  passkey({
    rpID: new URL(origin).hostname,
    rpName: 'Drawbridge',
    origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    advanced: { webAuthnChallengeCookie: CHALLENGE_COOKIE },
    registration: {
      afterVerification: async ({ verification }) =>
        requireVerified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) =>
        requireVerified(verification.authenticationInfo.userVerified),
    },
  });

function requireVerified(isVerified: boolean | undefined): void {
  if (!isVerified) throw new APIError('UNAUTHORIZED', { message: UNVERIFIED });
}

export const UNVERIFIED =
  'The passkey did not ask for your PIN, finger or face. Use one that does.';
