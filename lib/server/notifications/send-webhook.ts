import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { err, ok, type Result } from '@/lib/core/result';
import { isPrivateLiteral, lookupPublic, NOT_PUBLIC } from './public-address';

const TIMEOUT_MS = 10_000;

type Post = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Addresses of the operator's own network, and http, are allowed. */
  mayBePrivate: boolean;
};

const NOT_ALLOWED =
  'Its address is not on the public internet. Whoever runs this console may allow it by DRAWBRIDGE_NOTIFY_PRIVATE=on.';
const NOT_SECURE =
  'Its address is not https. Whoever runs this console may allow it by DRAWBRIDGE_NOTIFY_PRIVATE=on.';

/** Why an address is not asked; null when it may be, as far as can be told without a look-up. */
function refusalOf(url: URL, mayBePrivate: boolean): string | null {
  if (mayBePrivate) return null;
  if (url.protocol !== 'https:') return NOT_SECURE;
  return isPrivateLiteral(url.hostname) ? NOT_ALLOWED : null;
}

/** Without the address: part of it may be a secret. */
function sayError({ code = 'no answer' }: NodeJS.ErrnoException): string {
  if (code === NOT_PUBLIC) return NOT_ALLOWED;
  if (code === 'ABORT_ERR') return `There was no answer within ${TIMEOUT_MS / 1000} s.`;
  return `It could not be reached: ${code}.`;
}

const sayStatus = (status: number): string =>
  status >= 300 && status < 400
    ? `It answered HTTP ${status}. Redirects are not followed: enter the address it leads to.`
    : `It answered HTTP ${status}.`;

/** Posts a webhook once. Answers other than 2xx are failures; what they say is not read. */
export function sendWebhook(post: Post): Promise<Result<null, string>> {
  const url = new URL(post.url);
  const refusal = refusalOf(url, post.mayBePrivate);
  if (refusal !== null) return Promise.resolve(err(refusal));
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve) => {
    const asked = send(url, {
      method: 'POST',
      headers: {
        ...post.headers,
        'content-length': String(Buffer.byteLength(post.body)),
      },
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(post.mayBePrivate ? {} : { lookup: lookupPublic }),
    });
    asked.on('error', (error) => resolve(err(sayError(error))));
    asked.on('response', (answer) => {
      const { statusCode: status = 0 } = answer;
      answer.destroy();
      resolve(status >= 200 && status < 300 ? ok(null) : err(sayStatus(status)));
    });
    asked.end(post.body);
  });
}
