import { sha256 } from './sha256';

/**
 * The challenge of a PKCE verifier, method S256.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.2
 */
export const challengeOf = (verifier: string): string =>
  Buffer.from(sha256(verifier), 'hex').toString('base64url');
