import { createHash } from 'node:crypto';
import type { WireResponse } from '../wire/request';
import { escapeXml } from '../wire/write-xml';
import { STYLE } from './style';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const LOGO =
  '<svg class="logo" width="48" height="20" viewBox="0 0 48 20" aria-hidden="true"><path class="line" d="M15 7.5h18M15 12.5h18"/><circle class="from" cx="8.5" cy="10" r="6.5"/><path class="to" d="M33.5 3.5h13v13h-13z"/></svg>';

/** One page of the practice console. `main` and `aside` are HTML, the title is text. */
export function page(
  status: number,
  title: string,
  { main, aside = '' }: { main: string; aside?: string },
): WireResponse {
  return {
    status,
    headers: HEADERS,
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>${LOGO}<strong>Practice console</strong><span class="badge">Practice · Not AWS</span>${aside}</header>
<main>
${main}
</main>
</body>
</html>
`,
  };
}

/** A link back to where the person came from; only to a web address. */
export function backLink(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return '';
  return `<p><a class="button" href="${escapeXml(url.href)}">Back to ${escapeXml(url.host)}</a></p>`;
}
