import { expect, test } from '@playwright/test';
import { type ConsoleProcess, startConsole } from '../setup/console-process';

const PASSWORD = 'a long and quiet password';
let running: ConsoleProcess;

test.beforeAll(async () => {
  running = await startConsole({ port: 4400 });
});
test.afterAll(async () => running.stop());

test('a newcomer becomes the first administrator by the printed link, once', async ({
  page,
}) => {
  const link = running.firstRunLink;
  expect(link, 'npm start prints the link').toBeTruthy();
  await page.goto(link ?? '');
  await page.getByLabel('Your name').fill('Maya Petrov');
  await page.getByLabel('E-mail').fill('maya@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /Create/ }).click();
  await page
    .getByRole('link', { name: /Practice/ })
    .first()
    .click();
  await expect(
    page.getByRole('heading', { level: 1, name: /Where do you need to be/ }),
  ).toBeVisible();

  const again = await page.request.get(`${running.origin}/first-run`);
  expect(again.status()).toBe(404);
});

test('she signs out and in again; a wrong password is refused with a sentence', async ({
  page,
}) => {
  await page.goto(`${running.origin}/sign-in`);
  await page.getByLabel('E-mail').fill('maya@example.com');
  await page.getByLabel('Password', { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible();

  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: /Where do you need to be/ }),
  ).toBeVisible();

  await page.getByRole('button', { name: /Maya Petrov/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`${running.origin}/access`);
  await expect(page).toHaveURL(/\/sign-in/);
});
