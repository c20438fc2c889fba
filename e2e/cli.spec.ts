import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromProcess } from '@aws-sdk/credential-providers';
import AxeBuilder from '@axe-core/playwright';
import type { TestInfo } from '@playwright/test';
import { expect, sessionCookie, test } from './setup/test';

const BIN = path.resolve(import.meta.dirname, '../bin/drawbridge.mjs');

/** `drawbridge login` on a computer of its own, once it has printed where to go. */
async function startLogin(origin: string, info: TestInfo) {
  const folder = info.outputPath('config');
  const child = spawn(
    process.execPath,
    [BIN, 'login', '--server', origin, '--no-browser'],
    {
      env: { ...process.env, XDG_CONFIG_HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.includes('/cli/authorize?')) {
      child.stdout.on('data', (chunk: Buffer) => said.push(String(chunk)));
      child.stdout.resume();
      return { child, said, folder, url: line.trim() };
    }
  }
  throw new Error(`The command ended:\n${said.join('\n')}`);
}

const codeOf = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
};

test('a computer is signed in by the browser, and an AWS client works by it', async ({
  console,
  org,
  page,
}, info) => {
  // A console without an administrator would show its first run instead.
  const person = await org.addPerson('admin');
  const { child, folder, said, url } = await startLogin(console.origin, info);

  // Nobody is signed in to the browser yet: the page is where the sign-in ends.
  await page.goto(url);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: /^Sign in on .+\?$/ })).toBeVisible();
  await expect(page.getByText(person.email)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(
    page.getByRole('heading', { name: 'Go back to the terminal' }),
  ).toBeVisible();
  expect(await codeOf(child), said.join('\n')).toBe(0);

  const config = path.join(folder, 'aws-config');
  writeFileSync(
    config,
    `[profile prod]\ncredential_process = env XDG_CONFIG_HOME="${folder}" "${process.execPath}" "${BIN}" creds Prod/prod-read --format process\n`,
  );
  const sts = new STSClient({
    region: 'eu-west-1',
    endpoint: console.practice.url,
    credentials: fromProcess({ profile: 'prod', configFilepath: config }),
  });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toMatch(/^arn:aws:sts::777788889999:assumed-role\/prod-read\/db-/);

  await page.goto('/settings');
  await page.getByRole('button', { name: /^End the sign-in of / }).click();
  await expect(page.getByText('No computer is signed in as you here.')).toBeVisible();
  const after = spawn(process.execPath, [BIN, 'roles'], {
    env: { ...process.env, XDG_CONFIG_HOME: folder },
  });
  expect(await codeOf(after)).toBe(1);
});

test('a refused computer is told so and gets nothing', async ({
  console,
  signInAs,
}, info) => {
  const { page } = await signInAs('viewer');
  const { child, said, url } = await startLogin(console.origin, info);
  await page.goto(url);
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect(
    page.getByRole('heading', { name: 'Nothing was signed in' }),
  ).toBeVisible();
  expect(await codeOf(child)).toBe(1);
  expect(said.join('')).toContain('the sign-in was refused in the browser');
});

test('an address that leads elsewhere offers nothing to allow', async ({ signInAs }) => {
  const { page } = await signInAs('viewer');
  const request = new URLSearchParams({
    name: 'laptop',
    redirectUri: 'http://evil.example:43210/callback',
    state: 'x'.repeat(43),
    codeChallenge: 'x'.repeat(43),
  });
  await page.goto(`/cli/authorize?${request}`);
  await expect(
    page.getByRole('heading', { name: 'This is no sign-in of a computer' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Allow' })).toHaveCount(0);
});

test('signing in leads to no address of a stranger', async ({ console, org, page }) => {
  const person = await org.addPerson('viewer');
  const { name, value, url } = await sessionCookie(console.origin, person);
  await page.context().addCookies([{ name, value: encodeURIComponent(value), url }]);
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    expect(new URL(page.url()).origin).toBe(console.origin);
    expect(new URL(page.url()).pathname).toBe('/');
  }
});
