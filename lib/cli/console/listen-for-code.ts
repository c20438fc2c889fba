import type { IncomingMessage, ServerResponse } from 'node:http';
import { openLoopback } from './open-loopback';

/** What came back from the browser: a code, or that the person refused. */
export type Outcome = { code: string } | { error: string };

export type Listener = {
  redirectUri: string;
  outcome: Promise<Outcome>;
  close(): void;
};

function answer(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    connection: 'close',
  });
  response.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Drawbridge</title></head><body><main><h1>${sentence}</h1><p>You can close this page.</p></main></body></html>`,
  );
}

/** The outcome that a request brings; null when it is not the answer to this sign-in. */
function outcomeOf(request: IncomingMessage, base: string, state: string) {
  const target = request.url ?? '/';
  if (!URL.canParse(target, base)) return null;
  const url = new URL(target, base);
  const isOurs =
    request.method === 'GET' &&
    request.headers.host === new URL(base).host &&
    url.pathname === '/callback' &&
    url.searchParams.get('state') === state;
  if (!isOurs) return null;
  const code = url.searchParams.get('code');
  return code ? { code } : { error: url.searchParams.get('error') ?? 'no code' };
}

/**
 * Waits on this computer alone for the browser to come back with the code of a sign-in.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export async function listenForCode(state: string): Promise<Listener> {
  const { server, host, close } = await openLoopback();
  const base = `http://${host}`;
  const outcome = new Promise<Outcome>((resolve) => {
    server.on('request', (request, response) => {
      const found = outcomeOf(request, base, state);
      if (!found)
        return answer(response, 400, 'This is not the sign-in that was asked for');
      const isAllowed = 'code' in found;
      // Told once the page is with the browser: closing ends every connection.
      response.once('close', () => resolve(found));
      answer(
        response,
        200,
        isAllowed ? 'Go back to the terminal' : 'Nothing was signed in',
      );
    });
  });
  return { redirectUri: `${base}/callback`, outcome, close };
}
