import { findIssuerKey } from '../issuers/issuer-key';
import { type Claims, isSignedBy, type ReadJwt, readJwt } from '../issuers/jwt';
import { AwsError } from '../wire/aws-error';
import type { LiveWorld } from '../world/live-world';
import type { IssuerKey } from '../world/types';
import type { Worlds } from '../world/worlds';
import { invalidIdentityToken } from './authorize-federated';

/** A token whose key was found, so its world is known. Its signature is yet to be checked. */
type FoundToken = { live: LiveWorld; jwt: ReadJwt; key: IssuerKey };

const expired = (message: string): AwsError =>
  new AwsError('ExpiredTokenException', message);

/** Finds the world and the key that a token names. */
export async function findIdToken(worlds: Worlds, token: string): Promise<FoundToken> {
  const jwt = readJwt(token);
  if (!jwt)
    throw invalidIdentityToken(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  const { kid } = jwt.header;
  const found = typeof kid === 'string' ? await findIssuerKey(worlds, kid) : null;
  if (!found || found.key.issuer !== jwt.claims['iss'])
    throw invalidIdentityToken(
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  return { ...found, jwt };
}

function timeOf(claims: Claims, claim: string): number {
  const value = claims[claim];
  if (typeof value === 'number' && Number.isFinite(value)) return Math.floor(value);
  throw invalidIdentityToken(`Missing a required claim: ${claim}`);
}

/** Refuses a token that its issuer did not sign, and one that is not valid now. */
export function verifyIdToken({ jwt, key }: FoundToken, nowMs: number): Claims {
  if (!isSignedBy(jwt, key)) throw invalidIdentityToken('Invalid token signature');
  const { claims } = jwt;
  const now = Math.floor(nowMs / 1000);
  const end = timeOf(claims, 'exp');
  timeOf(claims, 'iat');
  if (end <= now)
    throw expired(
      `Token expired: current date/time ${now} must be before the expiration date/time ${end}`,
    );
  if (claims['nbf'] !== undefined && timeOf(claims, 'nbf') > now)
    throw invalidIdentityToken('The token is not yet valid');
  return claims;
}
