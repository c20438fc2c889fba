import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { storedText } from '@/lib/db/test-stored-text';
import { tracesOf } from '@/lib/server/test-traces-of';
import { type Computer, computerIn } from '../setup/computer';
import type { ConsoleFacts } from '../setup/console-process';
import { printedIn } from '../setup/console-process';
import type { Org } from '../setup/org';
import { expect, test } from '../setup/test';
import { untilShown } from '../setup/until-shown';

const BUILT = path.resolve(import.meta.dirname, '../../.next');
const ROLE = 'arn:aws:iam::777788889999:role/prod-read';
const ISSUES = 100;
/** As many at once as a console on a small machine answers in time. */
const AT_ONCE = 10;

/** Practice accounts keep the keys of their own sessions, as AWS does. */
const stored = (databaseUrl: string) => storedText(databaseUrl, ['PracticeWorld']);

/** What was written below a folder since then; the database's own files hold those of practice. */
function writtenSince(folder: string, since: number): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(path.join(folder, 'database')))
    .filter((file) => statSync(file).mtimeMs >= since)
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');
}

/** Secrets in what the browser gets: of credentials, and of the address that signs in. */
function listen(page: Page): { secrets: Set<string>; addresses: string[] } {
  const [secrets, addresses] = [new Set<string>(), [] as string[]];
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    const token = url.searchParams.get('SigninToken');
    if (token) secrets.add(token);
    else addresses.push(request.url());
  });
  return { secrets, addresses };
}

/** Everything that the browser keeps of the console, and where it has been. */
async function keptByBrowser(page: Page): Promise<string> {
  const inPage = await page.evaluate(async () => ({
    storage: [{ ...localStorage }, { ...sessionStorage }],
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    name: window.name,
    history: history.state,
    timing: performance.getEntries().map(({ name }) => name),
  }));
  expect([inPage.databases, inPage.caches]).toEqual([[], []]);
  const state = await page.context().storageState();
  return JSON.stringify([inPage, state, page.url()]);
}

/** What the server renders into pages: HTML, and what a click in the console fetches. */
async function payloads(page: Page): Promise<string> {
  const bodies: string[] = [];
  for (const where of ['/', '/activity', '/access/sessions', '/settings'])
    for (const headers of [{}, { rsc: '1' }]) {
      const response = await page.request.get(where, { headers });
      expect(response.headers()['cache-control']).toContain('no-store');
      bodies.push(await response.text());
    }
  return bodies.join('\n');
}

type Found = {
  console: ConsoleFacts;
  page: Page;
  computer: Computer;
  addresses: string[];
  began: number;
};

/** Everything that could have kept a secret, place by place. */
async function everywhere({ console, page, computer, addresses, began }: Found) {
  return {
    database: await stored(console.databaseUrl),
    log: readFileSync(printedIn(console.dataDir), 'utf8'),
    'built files': writtenSince(BUILT, began),
    'data folder': writtenSince(console.dataDir, began),
    'the computer': writtenSince(computer.folder, began),
    browser: await keptByBrowser(page),
    page: await page.content(),
    pages: await payloads(page),
    addresses: addresses.join('\n'),
  };
}

/** Files that hold a secret where none belongs. */
const canaryFiles = (canary: string, { console, computer }: Found): string[] =>
  [BUILT, console.dataDir, computer.folder].map((folder) =>
    path.join(folder, `canary-${canary.slice(0, 8)}`),
  );

/** Puts a secret into each of these places. */
async function plant(canary: string, found: Found, org: Org): Promise<void> {
  const { console, page } = found;
  const files = canaryFiles(canary, found);
  for (const file of files) writeFileSync(file, canary);
  appendFileSync(printedIn(console.dataDir), `${canary}\n`);
  const client = new pg.Client(console.databaseUrl);
  await client.connect();
  const rename = 'update "Workspace" set name = $1 where id = $2';
  await client.query(rename, [canary, org.workspaceId]);
  await client.end();
  await page.goto(`/?q=${canary}`);
  await page.evaluate((text) => localStorage.setItem('canary', text), canary);
}

test('credentials that were handed out are kept nowhere: not by the console, not by the browser', async ({
  console,
  signInAs,
  context,
  org,
}, info) => {
  test.setTimeout(240_000);
  const began = Date.now() - 1_000;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await signInAs('viewer');
  const { secrets, addresses } = listen(page);
  const issue = () =>
    page.request.post('/api/v1/credentials', {
      data: { roleArn: ROLE, durationSeconds: 900 },
      headers: { origin: console.origin },
    });
  for (let issued = 0; issued < ISSUES; issued += AT_ONCE)
    for (const response of await Promise.all(Array.from({ length: AT_ONCE }, issue))) {
      expect(response.headers()['cache-control']).toContain('no-store');
      const { secretAccessKey, sessionToken, accessKeyId } = await response.json();
      for (const secret of [secretAccessKey, sessionToken, accessKeyId])
        secrets.add(secret);
    }
  const computer = computerIn(info.outputPath('computer'));
  await computer.signIn(page, console.origin, org.workspaceId);
  await useComputer(computer, secrets);
  await useByHand(page, secrets);
  // The command keeps the keys of a role: whatever it writes them as, they are taken once.
  const [byCommand, byCopy, bySignIn] = [3, 3, 1];
  expect(secrets.size).toBeGreaterThanOrEqual(3 * ISSUES + byCommand + byCopy + bySignIn);

  const found = { console, page, computer, addresses, began };
  for (const [place, text] of Object.entries(await everywhere(found)))
    expect(tracesOf(secrets, text), place).toEqual([]);

  const canary = randomBytes(24).toString('hex');
  try {
    await plant(canary, found, org);
    for (const [place, text] of Object.entries(await everywhere(found)))
      expect(tracesOf([canary], text), `the canary in: ${place}`).toHaveLength(1);
  } finally {
    for (const file of canaryFiles(canary, found)) rmSync(file, { force: true });
  }
});

/** The three parts of a key, whatever the form. */
const KEY_PARTS =
  /(?:access_?key_?id|secret_?access_?key|(?:session_?)?token)"?[\s=:]+"?([\w+/=]{16,})/gi;

const FORMS = ['env', 'fish', 'powershell', 'cmd', 'dotenv', 'file', 'json', 'process'];
const SHOW_ENV =
  'const e = process.env; console.log(JSON.stringify({ AccessKeyId: e.AWS_ACCESS_KEY_ID, SecretAccessKey: e.AWS_SECRET_ACCESS_KEY, SessionToken: e.AWS_SESSION_TOKEN }))';
// As AWS's clients ask, and unlike a browser: `fetch` tells the endpoint that it may be one.
const SHOW_SERVED =
  "const e = process.env; require('node:http').get(e.AWS_CONTAINER_CREDENTIALS_FULL_URI, { headers: { authorization: e.AWS_CONTAINER_AUTHORIZATION_TOKEN } }, (r) => r.pipe(process.stdout))";

/** Every way in which the command hands out keys. */
async function useComputer(computer: Computer, secrets: Set<string>): Promise<void> {
  const role = 'Prod/prod-read';
  const program = (shows: string) => ['--', process.execPath, '-e', shows];
  const asked = [
    ...FORMS.map((form) => ['creds', role, '--format', form]),
    ['exec', role, ...program(SHOW_ENV)],
    ['serve', role, ...program(SHOW_SERVED)],
  ];
  for (const args of asked) {
    const printed = await computer.run(...args);
    const parts = [...printed.matchAll(KEY_PARTS)].map(([, part = '']) => part);
    expect(parts, args.join(' ')).toHaveLength(3);
    for (const part of parts) secrets.add(part);
  }
}

/** Copy and Open console, as people press them. */
async function useByHand(page: Page, secrets: Set<string>): Promise<void> {
  await page.goto('/');
  const row = page.getByRole('listitem').filter({ hasText: 'prod-read' }).first();
  await untilShown(row, () => page.getByLabel('Filter your roles').fill('prod-read'));
  await row.getByRole('button', { name: /^Copy for terminal/ }).click();
  await expect(row.getByRole('button', { name: /^Copy for terminal/ })).toHaveText(
    'Copied',
  );
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const [, value = ''] of copied.matchAll(
    /AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)="([^"]+)"/g,
  ))
    secrets.add(value);
  const popup = page.waitForEvent('popup');
  await row.getByRole('button', { name: /Open console/ }).click();
  const awsPage = await popup;
  await expect(awsPage.getByTestId('account')).toContainText('777788889999');
  expect(tracesOf(secrets, awsPage.url()), 'where the tab stays').toEqual([]);
  await awsPage.close();
}

test('the session cookie is not what the database keeps', async ({
  console,
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  const cookie = (await page.context().cookies()).find(
    ({ name }) => name === 'drawbridge',
  );
  const token = decodeURIComponent(cookie?.value ?? '').split('.')[0] ?? '';
  expect(token.length).toBeGreaterThan(20);
  expect(tracesOf([token], await stored(console.databaseUrl))).toEqual([]);
});
