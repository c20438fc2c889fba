import { createHash, randomBytes } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const base32 = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => BASE32[byte & 31]).join('');

export const randomBase32 = (length: number): string => base32(randomBytes(length));

/** As ids of Organizations end: lower-case letters and digits. */
export const randomLowerCase = (length: number): string =>
  randomBase32(length).toLowerCase();

/** An account id that nobody has: AWS gives out such numbers. */
export const randomAccountId = (): string =>
  Array.from(randomBytes(12), (byte, at) => (at === 0 ? 1 + (byte % 9) : byte % 10)).join(
    '',
  );

export type IdPrefix = 'AIDA' | 'AGPA' | 'AROA' | 'ANPA' | 'AIPA';

/** A unique id as AWS gives it: prefix and 17 characters. */
export const uniqueId = (prefix: IdPrefix): string => prefix + randomBase32(17);

/** The same id for the same ARN, so that a seed looks alike in every world. */
export const seededId = (prefix: IdPrefix, arn: string): string =>
  prefix + base32(createHash('sha256').update(arn).digest().subarray(0, 17));

export const TAG_LENGTH = 4;
const KEY_HEAD = 'PRACTICE';

/** An access key id of 20 characters: kind, `PRACTICE`, the world's tag, four of chance. */
export const accessKeyId = (kind: 'AKIA' | 'ASIA', worldTag: string): string =>
  kind + KEY_HEAD + worldTag + randomBase32(8 - TAG_LENGTH);

/** The world's tag in an access key id; null when it is not one of ours. */
export const tagOfKey = (id: string): string | null =>
  /^A[KS]IAPRACTICE([A-Z2-7]{4})[A-Z2-7]{4}$/.exec(id)?.[1] ?? null;

export const randomSecret = (): string => randomBytes(30).toString('base64');
export const randomToken = (): string => randomBytes(180).toString('base64');
