import { type NextRequest, NextResponse } from 'next/server';
import {
  contentSecurityPolicy,
  headersOf,
  pageSettingsOf,
  whereBelongs,
} from '@/lib/server/page-headers';

/** Sets headers and a nonce, and keeps strangers' names out. It lets nobody in: every door checks. */
export function proxy(request: NextRequest): NextResponse {
  const settings = pageSettingsOf(process.env);
  const { pathname: path } = request.nextUrl;
  const host = request.headers.get('host');
  const belongs = whereBelongs({ method: request.method, path, host }, settings.origin);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString(
    'base64',
  );
  const policy = contentSecurityPolicy(nonce, settings);
  const response =
    belongs === 'nowhere'
      ? misdirected(settings.origin)
      : goOn(request, { 'x-nonce': nonce, 'content-security-policy': policy });
  for (const [name, value] of Object.entries(headersOf(path, policy, settings)))
    response.headers.set(name, value);
  return response;
}

/** What a client sent under these names must not stand: Next reads the nonce from the policy. */
function goOn(request: NextRequest, ours: Record<string, string>): NextResponse {
  const headers = new Headers(request.headers);
  headers.delete('content-security-policy-report-only');
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  for (const [name, value] of Object.entries(ours)) headers.set(name, value);
  return NextResponse.next({ request: { headers } });
}

const misdirected = (origin: string): NextResponse =>
  new NextResponse(`This console answers at ${origin} only.\n`, {
    status: 421,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });

export const config = { matcher: ['/((?!_next/static|icon.svg).*)'] };
