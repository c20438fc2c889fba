import type { Page } from '@playwright/test';
import { look } from './setup/look';
import { expect, sessionCookie, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const NEW = 'an even longer and quieter one';

async function signIn(page: Page, email: string, password: string) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('somebody changes their password, and their other browser is signed out', async ({
  console,
  signInAs,
  browser,
}) => {
  test.setTimeout(180_000);
  const { page, person } = await signInAs('admin');
  const other = await browser.newContext({ baseURL: console.origin });
  const { name, value, url } = await sessionCookie(console.origin, person);
  await other.addCookies([{ name, value: encodeURIComponent(value), url }]);
  const elsewhere = await other.newPage();
  await elsewhere.goto('/settings');
  await expect(elsewhere.getByRole('heading', { name: 'Settings' })).toBeVisible();

  await page.goto('/settings');
  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () =>
    page.getByRole('button', { name: 'Change your password' }).click({ timeout: 3_000 }),
  );
  const current = dialog.getByLabel('The password you have', { exact: true });
  const next = dialog.getByLabel('The new one', { exact: true });
  await current.fill(person.password);
  await next.fill('too short');
  await next.press('Enter');
  await expect(dialog.getByText('at least 12 characters; 3 more')).toBeVisible();
  await expect(next).toBeFocused();
  await current.fill('');
  await next.press('Enter');
  await expect(current).toBeFocused();
  await current.fill(person.password);
  await look(page, 'change-password');
  await next.fill(NEW);
  await next.press('Enter');
  await expect(
    page.getByText('Your password is changed.', { exact: true }),
  ).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();

  await elsewhere.goto('/settings');
  await expect(elsewhere.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(elsewhere, person.email, NEW);
  await expect(elsewhere.getByRole('button', { name: /, you$/ })).toBeVisible();
  await other.close();
});

test('an administrator resets the password of somebody who forgot it', async ({
  console,
  org,
  signInAs,
  browser,
}) => {
  test.setTimeout(180_000);
  const { page } = await signInAs('admin');
  const person = await org.addPerson('viewer');
  await page.goto('/settings/people');
  const dialog = page.getByRole('dialog');
  const row = page.getByRole('row').filter({ hasText: person.email });
  await untilShown(dialog, () =>
    row.getByRole('button', { name: /Reset the password of/ }).click({ timeout: 3_000 }),
  );
  await look(page, 'reset-password-dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const made = page.getByRole('alertdialog');
  const link = (await made.locator('code').textContent()) ?? '';
  await look(page, 'reset-password-made');
  await made.getByRole('button', { name: 'Done' }).click();

  const theirs = await browser.newContext({ baseURL: console.origin });
  const rae = await theirs.newPage();
  await rae.goto(link);
  await expect(rae.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
  await expect(rae.getByLabel('E-mail')).toHaveValue(person.email);
  await look(rae, 'reset-password');
  await rae.getByLabel('New password', { exact: true }).fill(NEW);
  await rae.getByRole('button', { name: 'Set it' }).click();
  await expect(rae.getByText('Your new password is set')).toBeVisible();
  await look(rae, 'reset-password-set');
  await rae.goto(link);
  await rae.reload();
  await expect(rae.getByText('This link leads nowhere')).toBeVisible();
  await expect(rae.getByText(person.email)).toHaveCount(0);
  await look(rae, 'reset-password-gone');

  await signIn(rae, person.email, person.password);
  await expect(rae.getByText('is not right')).toBeVisible();
  await signIn(rae, person.email, NEW);
  await expect(rae.getByRole('button', { name: /, you$/ })).toBeVisible();
  await theirs.close();
});
