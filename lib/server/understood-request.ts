/** All that better-auth gets to see of a request. Addresses that a proxy claims are not in it. */
const PASSED_ON = ['origin', 'cookie', 'user-agent'];

/**
 * The request as we understood it: what was counted and what is checked cannot differ. At its
 * own path, unless another of better-auth's is meant; without a body it only reads.
 */
export function understoodRequest(
  request: Request,
  body: object | null,
  path?: string,
): Request {
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const name of PASSED_ON) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const url = path === undefined ? request.url : new URL(path, request.url);
  return body === null
    ? new Request(url, { headers })
    : new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
}
