import { sayDuration } from '@/lib/core/duration';
import type { WireResponse } from '../wire/request';
import { escapeXml } from '../wire/write-xml';
import type { ConsoleAddress } from './console-address';
import { backLink, page } from './page';

export type ConsoleView = {
  account: { id: string; name: string; alias: string | null; isProduction: boolean };
  identity: string;
  expiresAt: Date;
  now: Date;
  destination: string;
  address: ConsoleAddress;
  defaultRegion: string;
  issuer: string;
};

/** An account id in groups of four that copies as twelve digits. */
const accountIdHtml = (id: string): string =>
  `<span class="id">${(id.match(/.{1,4}/g) ?? []).map((group) => `<span>${escapeXml(group)}</span>`).join('')}</span>`;

const sayTime = (at: Date): string =>
  `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`;

/** Role and name of a session; a federated user has no role. */
function whoOf(identity: string): { role: string | null; name: string } {
  const resource = identity.slice(identity.lastIndexOf(':') + 1);
  const [kind, first = '', ...rest] = resource.split('/');
  return kind === 'assumed-role'
    ? { role: first, name: rest.join('/') }
    : { role: null, name: first };
}

const row = (term: string, value: string): string =>
  `<div><dt>${term}</dt><dd>${value}</dd></div>`;

/** A picture of the table below it: who came, by which role, to which account. */
function bridge({ account, identity }: ConsoleView): string {
  const { role, name } = whoOf(identity);
  const pier = account.isProduction ? 'pier to prod' : 'pier to';
  return `<div class="bridge" aria-hidden="true">
<div class="span"><span class="pier"></span><span class="deck"><span>${escapeXml(role ?? 'federated user')}</span></span><span class="${pier}"></span></div>
<div class="banks"><p><b>${escapeXml(name)}</b><br><span class="muted">you, as AWS logs it</span></p><p><b>${escapeXml(account.name)}</b><br>${accountIdHtml(account.id)}</p></div>
</div>`;
}

function facts(view: ConsoleView): string {
  const { account, address, destination, expiresAt, identity, now } = view;
  const { role, name } = whoOf(identity);
  const left = sayDuration(Math.max(0, (expiresAt.getTime() - now.getTime()) / 1000));
  const alias =
    account.alias === null
      ? ''
      : ` <span class="muted">${escapeXml(account.alias)}</span>`;
  const region =
    address.region ?? `${view.defaultRegion} <span class="muted">by default</span>`;
  const time = `<time datetime="${expiresAt.toISOString()}">${sayTime(expiresAt)}</time>`;
  return `<dl>
<div><dt>Account</dt><dd data-testid="account">${escapeXml(account.name)} ${accountIdHtml(account.id)}${alias}</dd></div>
${role === null ? '' : row('Role', `<span data-testid="role">${escapeXml(role)}</span>`)}
${row('Session name', `<span data-testid="session">${escapeXml(name)}</span>`)}
<div><dt>Signed in as</dt><dd class="mono" data-testid="identity">${escapeXml(identity)}</dd></div>
<div><dt>Session ends</dt><dd data-testid="expires">${time}<span class="muted">, ${left} left when this page was opened</span></dd></div>
${row('Region', `<span data-testid="region">${region}</span>`)}
<div><dt>AWS would open</dt><dd class="mono" data-testid="destination">${escapeXml(destination) || 'the console home'}</dd></div>
</dl>`;
}

/** The page a person sees who opened the console of a practice account. */
export const consolePage = (view: ConsoleView): WireResponse =>
  page(200, 'Practice console', {
    aside: '<a class="button quiet" href="/oauth?Action=logout">Sign out</a>',
    main: `<p class="service" data-testid="service">${escapeXml(view.address.service)}</p>
<h1>You are in ${escapeXml(view.account.name)}</h1>
<p>This page stands in for the AWS console. It is not AWS: nothing here costs money, and nothing can break.</p>
${bridge(view)}
${facts(view)}
${backLink(view.issuer)}`,
  });
