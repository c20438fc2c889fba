import { lookUp } from '@/lib/core/look-up';
import type { AwsFailure } from '@/lib/ports';

const MENDS: Record<string, string> = {
  InvalidIdentityToken:
    'It was asked with the token of this console: the account needs an OpenID Connect provider with the two values of Settings, Longer sessions. Where the signing key was just replaced, AWS needs some minutes to read the new one. Whoever administers the account can mend it.',
  IDPCommunicationError:
    'AWS could not read the keys of this console’s issuer at its public address. Whoever runs the console makes that reachable, then try again.',
};

/**
 * AWS's words for a token of the console, with who mends it: AWS speaks of “your identity
 * provider”, which the reader does not know they have.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function sayTokenRefusal(failure: AwsFailure): AwsFailure {
  if (failure.kind !== 'refused') return failure;
  const mend = lookUp(MENDS, failure.code);
  return mend ? { ...failure, message: `${failure.message} ${mend}` } : failure;
}
