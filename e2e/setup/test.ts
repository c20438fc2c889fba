import { test as base, expect, type Page } from '@playwright/test';
import type { MemberRole } from '@/lib/ports';
import type { ConsoleFacts } from './console-process';
import { makeOrg, makeOrgLike, type Org, type Person } from './org';

type Worker = {
  console: ConsoleFacts;
  /** Practice accounts that were read and that nobody changes. */
  readOrg: Org;
};
type Fixtures = {
  /** A workspace of this test alone, with practice accounts nobody else sees. */
  org: Org;
  /** A page of somebody signed in to that workspace. */
  signInAs: (role?: MemberRole) => Promise<{ page: Page; person: Person }>;
};

/** Errors that the browser itself would show a developer fail the test. */
function watchConsole(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
}

/** A session cookie, by the same request that the sign-in page sends. */
export async function sessionCookie(origin: string, person: Person) {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      'sec-fetch-site': 'same-origin',
    },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  const [name, value] =
    (response.headers.getSetCookie()[0] ?? '').split(';')[0]?.split('=') ?? [];
  if (!response.ok || !name || !value)
    throw new Error(`Sign-in: HTTP ${response.status}`);
  return { name, value: decodeURIComponent(value), url: origin };
}

export const test = base.extend<Fixtures & { failOnErrors: string[] }, Worker>({
  console: [
    async ({}, use) => {
      const facts = process.env['DRAWBRIDGE_E2E'];
      if (!facts) throw new Error('The console of the tests is not running.');
      await use(JSON.parse(facts) as ConsoleFacts);
    },
    { scope: 'worker' },
  ],
  readOrg: [
    async ({ console }, use) => {
      const org = await makeOrg(console);
      await use(org);
      await org.ports.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ console }, use) => use(console.origin),
  failOnErrors: [
    async ({}, use) => {
      const errors: string[] = [];
      await use(errors);
      expect(errors, 'errors in the browser console').toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, failOnErrors }, use) => {
    watchConsole(page, failOnErrors);
    await use(page);
  },
  org: async ({ console, readOrg }, use) => {
    const org = await makeOrgLike(console, readOrg);
    await use(org);
    await org.ports.stop();
  },
  signInAs: async ({ console, org, page }, use) => {
    await use(async (role = 'admin') => {
      const person = await org.addPerson(role);
      const { name, value, url } = await sessionCookie(console.origin, person);
      await page.context().addCookies([{ name, value: encodeURIComponent(value), url }]);
      return { page, person };
    });
  },
});

export { expect };
