import { plainText } from './plain-text';

type Misstep = { message: RegExp; says: string };

/** Refusals in which no policy was asked: what stands before them, and the way on. */
const MISSTEPS: Misstep[] = [
  {
    message: /No OpenIDConnect provider found in your account/i,
    says: 'The gate is the provider: the role’s account has none for the issuer of this token. Make it there, with the issuer’s exact address and the audience, by New access, CI by OIDC.',
  },
  {
    message: /Incorrect token audience/i,
    says: 'The gate is the provider: it does not take the audience (aud) of this token. Add the audience to it, or ask the issuer for a token for sts.amazonaws.com.',
  },
  {
    message: /Couldn['’]t retrieve verification key/i,
    says: 'The gate is the issuer: AWS could not read its keys. Its address, /.well-known/openid-configuration and the key set have to answer over the internet with a certificate that is trusted.',
  },
  {
    message: /Token (?:is )?expired|ExpiredTokenException/i,
    says: 'The gate is time: the token or the keys are over. Ask for new ones, and look at the clock of the machine.',
  },
  {
    message: /Issuer not present in specified provider/i,
    says: 'The gate is the SAML provider: the issuer of the assertion is not the entityID of its metadata. Upload the metadata of this issuer to the provider, or name the other provider in the Role attribute.',
  },
  {
    message: /RoleSessionName in AuthnResponse must match/i,
    says: 'The gate is the assertion: its RoleSessionName has to be 2 to 64 letters, digits or _+=,.@- without spaces. Have the identity provider send a user name or an e-mail address.',
  },
  {
    message: /invalid MFA one time pass code/i,
    says: 'The gate is the second factor: the code was wrong or used before. Wait for the next one, and look at the clock of the device.',
  },
  {
    message: /1 hour session limit for roles assumed by role chaining/i,
    says: 'The gate is chaining: a role that another role takes lasts an hour at most. Ask for 3600 seconds.',
  },
  {
    message: /DurationSeconds exceeds the MaxSessionDuration/i,
    says: 'The gate is the role’s longest session. Ask for a shorter one, or raise it at the role.',
  },
  {
    message: /\bsource[ _]profile\b|Partial credentials found in assume-role/i,
    says: 'No call reached AWS: the profile takes a role and does not say with whose keys. Give it a source_profile that has keys, or a credential_source.',
  },
  {
    message:
      /Unable to locate credentials|config profile \([^)]{1,200}\) could not be found/i,
    says: 'No call reached AWS: there are no keys, or no profile of that name, on the machine. Set AWS_PROFILE to one that aws configure list-profiles shows, or copy keys from the role’s page.',
  },
];

/**
 * What a message means that comes before any policy: a provider, a token, a clock, a profile. Null
 * for every other. Pure; never throws.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html
 */
export function readMisstep(pasted: string): string | null {
  const text = plainText(pasted);
  return MISSTEPS.find(({ message }) => message.test(text))?.says ?? null;
}
