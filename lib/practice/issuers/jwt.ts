import { sign, verify } from 'node:crypto';
import type { IssuerKey } from '../world/types';
import { publicKeyOf } from './issuer-key';

export type Claims = Record<string, unknown>;

/** A token taken apart; nothing of it was verified. */
export type ReadJwt = {
  header: Claims;
  claims: Claims;
  signed: string;
  signature: Buffer;
};

const encode = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

// ECDSA signatures stand in tokens as two numbers side by side, not as DER.
const options = (key: string) => ({ key, dsaEncoding: 'ieee-p1363' }) as const;

/** @see https://www.rfc-editor.org/rfc/rfc7515 */
export function signJwt({ kid, alg, privateKey }: IssuerKey, claims: Claims): string {
  const signed = `${encode({ alg, kid, typ: 'JWT' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), options(privateKey));
  return `${signed}.${signature.toString('base64url')}`;
}

function parseObject(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    // every member of a parsed JSON object is unknown
    return isObject ? (value as Claims) : null;
  } catch {
    return null;
  }
}

/** Takes a compact JWT apart; null when the text is not one. */
export function readJwt(token: string): ReadJwt | null {
  const [, head, body, tail] = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(token) ?? [];
  const header = parseObject(head ?? '');
  const claims = parseObject(body ?? '');
  if (!header || !claims) return null;
  const signature = Buffer.from(tail ?? '', 'base64url');
  return { header, claims, signed: `${head}.${body}`, signature };
}

/** Whether a token was signed with this key, by the algorithm the key is for and no other. */
export const isSignedBy = (jwt: ReadJwt, key: IssuerKey): boolean =>
  jwt.header['alg'] === key.alg &&
  verify(
    'sha256',
    Buffer.from(jwt.signed),
    { key: publicKeyOf(key), dsaEncoding: 'ieee-p1363' },
    jwt.signature,
  );
