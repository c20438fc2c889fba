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

function page(status: number, title: string, main: string): WireResponse {
  return {
    status,
    headers: HEADERS,
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header><strong>Practice console</strong><span class="badge">Not AWS</span></header>
<main>
${main}
</main>
</body>
</html>
`,
  };
}

/** A link back to where the person came from; only to a web address. */
function backLink(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return '';
  return `<p><a href="${escapeXml(url.href)}">Back to ${escapeXml(url.host)}</a></p>`;
}

/** An account id in groups of four that copies as twelve digits. */
const groupedId = (id: string): string =>
  `<span class="id">${(id.match(/.{1,4}/g) ?? []).map((group) => `<span>${escapeXml(group)}</span>`).join('')}</span>`;

const TITLES: Record<number, string> = {
  401: 'Session expired',
  405: 'Not allowed',
};

/** What went wrong, and the way back. */
export const problemPage = (
  status: number,
  sentence: string,
  issuer = '',
): WireResponse => {
  const title = TITLES[status] ?? 'Bad request';
  return page(
    status,
    `${title} · Practice console`,
    `<h1>${title}</h1>\n<p>${escapeXml(sentence)}</p>\n${backLink(issuer)}`,
  );
};

type ConsoleView = {
  accountId: string;
  accountName: string;
  identity: string;
  expiresAt: Date;
  destination: string;
  issuer: string;
};

const sayTime = (at: Date): string =>
  `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`;

/** The page a person sees who opened the console of a practice account. */
export const consolePage = (view: ConsoleView): WireResponse =>
  page(
    200,
    'Practice console',
    `<h1>You are in ${escapeXml(view.accountName)}</h1>
<p>This page stands in for the AWS console. It is not AWS: nothing here costs money, and nothing can break.</p>
<dl>
<div><dt>Account</dt><dd data-testid="account">${escapeXml(view.accountName)} ${groupedId(view.accountId)}</dd></div>
<div><dt>Signed in as</dt><dd class="mono" data-testid="identity">${escapeXml(view.identity)}</dd></div>
<div><dt>Session ends</dt><dd data-testid="expires"><time datetime="${view.expiresAt.toISOString()}">${sayTime(view.expiresAt)}</time></dd></div>
<div><dt>AWS would open</dt><dd class="mono" data-testid="destination">${escapeXml(view.destination) || 'the console home'}</dd></div>
</dl>
${backLink(view.issuer)}`,
  );
