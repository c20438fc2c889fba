import { type NextRequest, NextResponse } from 'next/server';
import { PARTITIONS } from '@/lib/core/partition';

const SIGN_IN_HOSTS = Object.values(PARTITIONS)
  .flatMap(({ signinHost, consoleHost }) => [signinHost, consoleHost])
  .filter((host) => host !== null)
  .flatMap((host) => [`https://${host}`, `https://*.${host}`]);

/** Browsers check `form-action` on redirects as well: *Open console* leaves by one. */
function contentSecurityPolicy(nonce: string): string {
  const isDev = process.env.NODE_ENV === 'development';
  const practice = process.env['DRAWBRIDGE_PRACTICE_URL'];
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // React Aria and progress widths render style attributes.
    `style-src-attr 'unsafe-inline'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'${isDev ? ' ws:' : ''}`,
    `manifest-src 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self' ${[...SIGN_IN_HOSTS, ...(practice ? [practice] : [])].join(' ')}`,
  ].join('; ');
}

/** Sets headers and a nonce. It decides nothing: every door checks for itself. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString(
    'base64',
  );
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-content-type-options', 'nosniff');
  // Not no-referrer: browsers then post our own forms with `Origin: null`.
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  return response;
}

export const config = { matcher: ['/((?!_next/static|icon.svg).*)'] };
