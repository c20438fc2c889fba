import { expect, it } from 'vitest';
import { readMisstep } from './read-misstep';

it.each([
  [
    'An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com',
    'Make it there',
  ],
  [
    'An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: Incorrect token audience',
    'Add the audience',
  ],
  [
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    'over the internet',
  ],
  [
    'An error occurred (ExpiredTokenException) when calling the AssumeRoleWithWebIdentity operation: Token expired: current date/time 1700000000',
    'Ask for new ones',
  ],
  [
    'Issuer not present in specified provider (service: AWSOpenIdDiscoveryService; status code: 400)',
    'Upload the metadata',
  ],
  [
    'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    'Have the identity provider send',
  ],
  [
    'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    'Wait for the next one',
  ],
  [
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    'Ask for 3600',
  ],
  [
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    'Ask for a shorter',
  ],
  ['The source profile "base" must have credentials.', 'Give it a source_profile'],
  [
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'Set AWS_PROFILE',
  ],
  ['The config profile (prod) could not be found', 'Set AWS_PROFILE'],
])('says the gate and the way on of “%s”', (message, way) => {
  expect(readMisstep(message)).toContain(way);
});

it('leaves denials by policy to the engine', () => {
  expect(readMisstep('User: x is not authorized to perform: s3:GetObject')).toBeNull();
});
