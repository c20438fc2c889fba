import { HANDSHAKE_PATH } from '@/lib/core/links';
import { PARTITIONS } from '@/lib/core/partition';

export type PageSettings = {
  /** Canonical origin of the console. */
  origin: string;
  /** Where *Open console* leads besides AWS: the practice accounts, a configured endpoint. */
  signInOrigins: string[];
  isDevelopment: boolean;
};

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

const SIGN_IN_HOSTS = Object.values(PARTITIONS)
  .flatMap(({ signinHost, consoleHost }) => [signinHost, consoleHost])
  .filter((host) => host !== null)
  .flatMap((host) => [`https://${host}`, `https://*.${host}`]);

const originOf = (url: string | undefined): string[] =>
  url && URL.canParse(url) ? [new URL(url).origin] : [];

/** The settings of pages, read when a request comes: a build knows none of them. */
export function pageSettingsOf(source: Record<string, string | undefined>): PageSettings {
  const {
    PORT: port = '3000',
    DRAWBRIDGE_ORIGIN: origin,
    DRAWBRIDGE_PRACTICE_URL: practice,
    DRAWBRIDGE_AWS_ENDPOINT: endpoint,
  } = source;
  return {
    origin: originOf(origin)[0] ?? `http://localhost:${port}`,
    signInOrigins: [...originOf(practice), ...originOf(endpoint)],
    isDevelopment: source['NODE_ENV'] === 'development',
  };
}

/** Browsers check `form-action` on redirects as well: *Open console* leaves by one. */
export function contentSecurityPolicy(
  nonce: string,
  { signInOrigins, isDevelopment }: PageSettings,
): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // React Aria and progress widths render style attributes.
    `style-src-attr 'unsafe-inline'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    `manifest-src 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self' ${[...SIGN_IN_HOSTS, ...signInOrigins].join(' ')}`,
  ].join('; ');
}

/** Pages with forms must not say no-referrer: browsers then post them with `Origin: null`. */
const isBare = (path: string): boolean =>
  path.startsWith('/api/') || path === HANDSHAKE_PATH;

/** What every answer says to the browser. */
export function headersOf(
  path: string,
  policy: string,
  { origin }: PageSettings,
): Record<string, string> {
  return {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': isBare(path) ? 'no-referrer' : 'same-origin',
    ...(path === HANDSHAKE_PATH
      ? { 'x-robots-tag': 'noindex, nofollow, noarchive' }
      : {}),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(origin.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=31536000' }
      : {}),
  };
}

const isLoopback = (host: string): boolean =>
  LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase());

/**
 * Where a request belongs: `here`, at the canonical origin (this machine under another name,
 * whose cookies would be others), or `nowhere` (a stranger's name that leads to this machine,
 * as DNS rebinding makes one).
 * Programs that ask whether the process lives come by whatever address they have.
 */
export function whereBelongs(
  { method, path, host }: { method: string; path: string; host: string | null },
  origin: string,
): 'here' | 'canonical' | 'nowhere' {
  if (path === '/api/healthz' || path === '/api/readyz') return 'here';
  if (host?.toLowerCase() === new URL(origin).host) return 'here';
  const isRead = method === 'GET' || method === 'HEAD';
  if (host && isLoopback(host) && isLoopback(new URL(origin).host) && isRead)
    return 'canonical';
  return 'nowhere';
}
