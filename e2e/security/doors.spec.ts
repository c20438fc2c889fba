import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../setup/test';

const BUILT = path.resolve(import.meta.dirname, '../../.next/server');
const readJson = (name: string) =>
  JSON.parse(readFileSync(path.join(BUILT, name), 'utf8')) as Record<string, unknown>;

type Action = { workers: Record<string, unknown> };
const manifest = readJson('server-reference-manifest.json') as {
  node: Record<string, Action>;
};
/** Every action of the build, and a page that carries it. */
const actions = Object.entries(manifest.node).map(([id, { workers }]) => ({
  id,
  page: (Object.keys(workers)[0] ?? '').replace(/^app/, '').replace(/\/page$/, ''),
}));
const entries = Object.keys(readJson('app-paths-manifest.json'));
const routes = entries
  .filter((name) => name.endsWith('/route'))
  .map((name) => name.slice(0, -6));
const pages = entries
  .filter((name) => name.endsWith('/page'))
  .map((name) => name.slice(0, -5));

/** Routes that answer without a session, and why each may. */
const OPEN_ROUTES = new Set([
  '/api/healthz', // says that the process lives
  '/api/readyz', // says that the database answers
  '/api/auth/[...all]', // sign-in itself, behind an allow-list of paths
  '/api/v1/first-run', // asks for the one-time code instead
  '/api/v1/handshake', // asks for the secret of a link instead
  '/api/v1/handshake/confirm',
  '/api/v1/invite', // asks for the secret of an invite instead
  '/api/v1/invite/accept',
  '/api/v1/password-reset', // asks for the secret of a link instead
  '/api/v1/password-reset/use',
  '/api/v1/cli/token', // asks for the one-time code of an allowed sign-in instead
  '/api/v1/cli/device', // gives a code that somebody signed in has to type
  '/api/v1/cli/device/token', // asks for the one-time code of an allowed sign-in instead
  '/oidc/[workspaceId]/.well-known/openid-configuration', // public: AWS reads it
  '/oidc/[workspaceId]/jwks', // public keys
  '/icon.svg',
]);
/** Routes that are read and written; every other one knows one method. */
const TWO_METHODS = new Set(['/api/v1/requests']);
/** How all methods of a route turn a stranger away, smallest first. */
const refusalOf = (route: string): number[] =>
  TWO_METHODS.has(route) ? [401, 401, 405] : [401, 405, 405];
/** Pages for people who are not signed in. */
const OPEN_PAGES = new Set([
  '/(auth)/sign-in',
  '/(auth)/first-run',
  '/(auth)/handshake', // shows nothing without the secret in its fragment
  '/(auth)/invite', // likewise
  '/(auth)/reset-password', // likewise
  '/_not-found',
  '/_global-error',
]);

const PARAMS: Record<string, string> = {
  '[id]': '00000000-0000-4000-8000-000000000000',
  '[planId]': '00000000-0000-4000-8000-000000000000',
  '[draftId]': '00000000-0000-4000-8000-000000000000',
  '[accountId]': '111122223333',
  '[roleId]': encodeURIComponent('arn:aws:iam::111122223333:role/ci-deploy'),
};
const pathOf = (entry: string) =>
  entry
    .replace(/\/\([a-z]+\)/g, '')
    .replace(/\[[a-zA-Z.]+\]/g, (name) => PARAMS[name] ?? 'x') || '/';

/** What a route answers by each method, smallest first. */
async function statusesOf(
  origin: string,
  route: string,
  headers: Record<string, string>,
): Promise<number[]> {
  const statuses = await Promise.all(
    ['GET', 'POST', 'PUT'].map(async (method) => {
      const response = await fetch(`${origin}${pathOf(route)}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
      return response.status;
    }),
  );
  return statuses.sort();
}

test('the build holds actions, routes and pages to try', () => {
  expect(actions.length).toBeGreaterThanOrEqual(10);
  expect(routes.length).toBeGreaterThanOrEqual(9);
  expect(pages.length).toBeGreaterThanOrEqual(10);
});

test('every server action refuses an anonymous caller', async ({ console }) => {
  for (const { id, page: owner } of actions) {
    const response = await fetch(`${console.origin}${pathOf(owner)}`, {
      method: 'POST',
      headers: {
        'next-action': id,
        'content-type': 'text/plain;charset=UTF-8',
        origin: console.origin,
      },
      body: '[{}]',
    });
    expect(await response.text(), id).toContain('"kind":"signed_out"');
  }
});

test('every server action refuses a page of another origin, even with a session', async ({
  console,
  signInAs,
}) => {
  const { page } = await signInAs('admin');
  const cookie = (await page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  for (const { id, page: owner } of actions) {
    const response = await fetch(`${console.origin}${pathOf(owner)}`, {
      method: 'POST',
      headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', cookie },
      body: '[{}]',
    });
    expect(await response.text(), id).toContain('"kind":"bad_origin"');
  }
});

test('every route handler refuses an anonymous caller', async ({ console }) => {
  for (const route of routes.filter((name) => !OPEN_ROUTES.has(name))) {
    const statuses = await statusesOf(console.origin, route, { origin: console.origin });
    expect(statuses, route).toEqual(refusalOf(route));
  }
});

test('every route handler refuses a token that nobody has', async ({ console }) => {
  const authorization = `Bearer dbr_${'a'.repeat(16)}_${'b'.repeat(52)}`;
  for (const route of routes.filter((name) => !OPEN_ROUTES.has(name))) {
    const headers = { authorization, origin: console.origin };
    const statuses = await statusesOf(console.origin, route, headers);
    expect(statuses, route).toEqual(refusalOf(route));
  }
});

test('every page sends an anonymous visitor away', async ({ console }) => {
  for (const page of pages.filter((name) => !OPEN_PAGES.has(name))) {
    const response = await fetch(`${console.origin}${pathOf(page)}`, {
      redirect: 'manual',
    });
    expect(response.status, page).toBe(307);
    // The page of codes and a link to a role are found again after the sign-in.
    const isKept = page.endsWith('/cli/device') || page.includes('/go/');
    const next = isKept ? `\\?next=${encodeURIComponent(pathOf(page))}` : '';
    const away = new RegExp(`^/(first-run|sign-in${next})$`);
    expect(response.headers.get('location'), page).toMatch(away);
  }
});

test('the first run asks for its code, and the sign-in handler offers nothing else', async ({
  console,
}) => {
  const post = (path: string, body: object) =>
    fetch(`${console.origin}${path}`, {
      method: 'POST',
      headers: { origin: console.origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const wrongCode = await post('/api/v1/first-run', {
    code: 'guess',
    name: 'Mallory',
    email: 'mallory@example.com',
    password: 'long enough to be one',
  });
  expect([400, 404]).toContain(wrongCode.status);
  const signUp = await post('/api/auth/sign-up/email', {
    name: 'Mallory',
    email: 'mallory@example.com',
    password: 'long enough to be one',
  });
  expect(signUp.status).toBe(404);
  expect((await post('/api/auth/update-user', { name: 'Mallory' })).status).toBe(404);
});

test('a viewer may look and may not change', async ({ console, signInAs }) => {
  const { page } = await signInAs('viewer');
  const response = await page.request.post(`${console.origin}/api/v1/preview`, {
    data: { fields: {} },
    headers: { origin: console.origin },
  });
  expect(response.status()).toBe(403);
  expect((await response.json()).detail).toContain('setup:draft');
});
