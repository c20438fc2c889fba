import * as z from 'zod';

const Claims = z.record(z.string(), z.unknown());

/** A token as it was pasted, decoded. Nothing of it is checked: only AWS checks a signature. */
export type ReadToken = { claims: Record<string, unknown> };

/** Decodes a JSON web token, in the browser: the token goes nowhere. */
export function readToken(
  pasted: string,
): { ok: true; token: ReadToken } | { ok: false; message: string } {
  const text = pasted
    .trim()
    .replace(/^bearer\s+/i, '')
    .replace(/\s+/g, '');
  const parts = text.split('.');
  if (parts.length === 5)
    return refuse(
      'This token is encrypted: only whom it is for can read it, and AWS cannot.',
    );
  const [, payload = ''] = parts;
  if (parts.length !== 3 || payload === '')
    return refuse('This is no JSON web token: it has three parts with dots between.');
  const claims = Claims.safeParse(decoded(payload));
  return claims.success
    ? { ok: true, token: { claims: claims.data } }
    : refuse('The middle part of this token cannot be read: it may have been cut.');
}

const refuse = (message: string) => ({ ok: false, message }) as const;

function decoded(part: string): unknown {
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** What a claim says, as AWS compares it: texts, none where it is absent. */
export function textsOf({ claims }: ReadToken, name: string): string[] {
  // Where it stands, the party that a token was made for is the audience.
  const { azp } = claims;
  const value = name === 'aud' && typeof azp === 'string' ? azp : claims[name];
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((one) =>
    ['string', 'number', 'boolean'].includes(typeof one) ? [String(one)] : [],
  );
}

/** Host and path of who made it, as condition keys begin. */
export const hostOfToken = (token: ReadToken): string =>
  (textsOf(token, 'iss')[0] ?? '').replace(/^https:\/\//, '').replace(/\/$/, '');
