const SIGN = 'after:';

/** What a client hands back for the next page. To the client it says nothing. */
export const pageToken = (last: string): string =>
  Buffer.from(SIGN + last).toString('base64url');

/** Where the page before ended; null when the token was not made here. */
export function readPageToken(token: string): string | null {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  return text.startsWith(SIGN) ? text.slice(SIGN.length) : null;
}
