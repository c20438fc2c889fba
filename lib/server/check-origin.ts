type HeaderReader = { get(name: string): string | null };

/** Requests that change something must come from a page of this console, or from nothing at all. */
const SAME_ORIGIN = new Set(['same-origin', 'none']);

/** The exact Host of the canonical origin. Forwarded headers are never believed. */
export function isOurHost(headers: HeaderReader, origin: string): boolean {
  return headers.get('host')?.toLowerCase() === new URL(origin).host;
}

/**
 * Whether a write comes from our own page: exact Host, an Origin that is equal including
 * scheme and port, and no Sec-Fetch-Site that says otherwise. A missing Origin is refused.
 */
export function isOwnWrite(headers: HeaderReader, origin: string): boolean {
  const site = headers.get('sec-fetch-site');
  return (
    isOurHost(headers, origin) &&
    headers.get('origin') === origin &&
    (site === null || site === 'same-origin')
  );
}

/** Whether a read may be answered: exact Host, and not asked for by another site's page. */
export function isOwnRead(headers: HeaderReader, origin: string): boolean {
  const site = headers.get('sec-fetch-site');
  return isOurHost(headers, origin) && (site === null || SAME_ORIGIN.has(site));
}

/**
 * Whether a program may be answered, which brings a token or a code and never a cookie: exact
 * Host, and no sign of another site's page. Programs send no Origin.
 */
export function isOwnProgram(headers: HeaderReader, origin: string): boolean {
  const from = headers.get('origin');
  return isOwnRead(headers, origin) && (from === null || from === origin);
}
