import { createHash } from 'node:crypto';

/** One HTTP request, read whole. Header names are lower-case; repeated ones are joined. */
export type WireRequest = {
  method: string;
  /** Path as it was sent, still percent-encoded. */
  rawPath: string;
  /** Query pairs in order, decoded. */
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body: Buffer;
};

export type WireResponse = {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
};

export const queryValue = (
  request: Pick<WireRequest, 'query'>,
  name: string,
): string | undefined => request.query.find(([key]) => key === name)?.[1];

/** S3's second id of an answer. */
export const hostIdOf = (requestId: string): string =>
  createHash('sha256').update(requestId).digest('base64');

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** Pairs of a query string or form; null when a percent escape is broken. */
export function parsePairs(text: string): [string, string][] | null {
  try {
    return text
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=');
        return at < 0
          ? [decode(part), '']
          : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
      });
  } catch {
    return null;
  }
}

/** Percent-encoding of RFC 3986: everything but letters, digits, `-._~`. */
export const encodeRfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
