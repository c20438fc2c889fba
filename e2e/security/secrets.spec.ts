import pg from 'pg';
import { expect, test } from '../setup/test';

/** Every row of every table of the console, as text. */
async function everythingStored(databaseUrl: string): Promise<string> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'PracticeWorld'`,
  );
  const dumps: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await client.query(`select t::text as row from ${name} t`);
    dumps.push(...rows.map(({ row }: { row: string }) => row));
  }
  await client.end();
  return dumps.join('\n');
}

test('credentials that were handed out are nowhere in the database, the page or the browser', async ({
  console,
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  await page.goto('/');
  const response = await page.request.post('/api/v1/credentials', {
    data: { roleArn: 'arn:aws:iam::777788889999:role/prod-read', durationSeconds: 900 },
    headers: { origin: console.origin },
  });
  expect(response.status()).toBe(200);
  expect(response.headers()['cache-control']).toContain('no-store');
  const { secretAccessKey, sessionToken, accessKeyId } = await response.json();
  expect(secretAccessKey.length).toBeGreaterThan(20);

  await page.reload();
  const stored = await everythingStored(console.databaseUrl);
  const browser = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  for (const secret of [secretAccessKey, sessionToken, accessKeyId]) {
    expect(stored.includes(secret), 'in the database').toBe(false);
    expect((await page.content()).includes(secret), 'in the page').toBe(false);
    expect(browser.includes(secret), 'in browser storage').toBe(false);
  }
  expect(stored).toContain('prod-read');
});

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
  expect((await everythingStored(console.databaseUrl)).includes(token)).toBe(false);
});
