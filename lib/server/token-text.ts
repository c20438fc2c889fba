import { sha256 } from '@/lib/core/sha256';
import type { Random } from '@/lib/ports';

const ID_LENGTH = 16;
/** 260 random bits, so the hash needs no salt. */
const SECRET_LENGTH = 52;
const FORM = /^dbr_([a-z2-7]{16})_([a-z2-7]{52})$/;

const hashOfSecret = (secret: string): string => sha256(`token:${secret}`);

/** What a token's row keeps: its public id and the hash of its secret. */
export type TokenKey = { id: string; secretHash: string };

/** A new token. The text is handed out once and kept nowhere; scanners know it by `dbr_`. */
export function newToken(random: Random): TokenKey & { text: string } {
  const id = random.base32(ID_LENGTH);
  const secret = random.base32(SECRET_LENGTH);
  return { id, secretHash: hashOfSecret(secret), text: `dbr_${id}_${secret}` };
}

/** The key of an `Authorization` header; null when it holds no token of ours. */
export function tokenKeyOf(authorization: string | null): TokenKey | null {
  const [scheme = '', text = ''] = (authorization ?? '').split(' ');
  const [, id, secret] = FORM.exec(text) ?? [];
  return scheme.toLowerCase() === 'bearer' && id && secret
    ? { id, secretHash: hashOfSecret(secret) }
    : null;
}
