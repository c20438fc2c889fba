import type { Page } from '@playwright/test';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const filterOf = (page: Page) => page.getByLabel('Filter your roles');
const rowOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ hasText: name }).first();
const nameOf = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name} in .*, credentials`) });

/** Opens home and types into the filter, which has the focus by itself. */
async function typeFilter(page: Page, text: string): Promise<void> {
  await page.goto('/');
  await untilShown(page.getByText(/\d+ of \d+ roles match\./), async () => {
    await expect(filterOf(page)).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  });
}

test('home is worked by keyboard alone: filter, copy, console', async ({
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await signInAs('viewer');
  await typeFilter(page, 'prod-read');
  await page.keyboard.press('Shift+Enter');
  const copy = rowOf(page, 'prod-read').getByRole('button', {
    name: /^Copy for terminal/,
  });
  await expect(copy).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^export AWS_SESSION_TOKEN=/m,
  );
  await expect(filterOf(page)).toBeFocused();
  const popup = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  const awsPage = await popup;
  await expect(awsPage.getByTestId('identity')).toContainText('assumed-role/prod-read/');
  await awsPage.close();
  await page.keyboard.press('Escape');
  await expect(filterOf(page)).toHaveValue('');
});

/** The last role of the list: its account and its name. */
async function lastRole(page: Page): Promise<{ title: string; role: string }> {
  const last = page.getByRole('button', { name: /, credentials$/ }).last();
  const title = (await last.getAttribute('aria-label'))?.split(',')[0] ?? '';
  return { title, role: title.split(' in ')[0] ?? '' };
}

test('in a row P pins and unpins, and the focus goes along with the row', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  await page.goto('/');
  const { title, role } = await lastRole(page);
  const pin = (pressed: boolean) =>
    page.getByRole('button', { name: `Pin ${title}`, exact: true, pressed });
  const pressP = async () => {
    await nameOf(page, role).focus();
    await page.keyboard.press('p');
  };
  await untilShown(pin(true), pressP);
  const first = page.getByRole('button', { name: /, credentials$/ }).first();
  await expect(first).toHaveText(role);
  await expect(nameOf(page, role)).toBeFocused();

  await expect(async () => {
    await page.reload();
    await expect(pin(true)).toBeVisible();
  }).toPass();
  await expect(first).toHaveText(role);
  await untilShown(pin(false), pressP);
  await expect(nameOf(page, role)).toBeFocused();
});

test('in a row C shows the keys; letters in the filter and in a menu do nothing else', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  const drawer = page.getByRole('dialog');
  await typeFilter(page, 'pc');
  await expect(drawer).toBeHidden();
  await page.keyboard.press('Escape');
  const { title, role } = await lastRole(page);
  await nameOf(page, role).focus();
  await page.keyboard.press('c');
  await expect(drawer).toContainText('••••');
  await drawer.getByRole('tab', { name: 'bash' }).focus();
  await page.keyboard.press('3');
  await expect(drawer.getByRole('tab', { name: 'PowerShell' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(nameOf(page, role)).toBeFocused();

  await page
    .getByRole('button', { name: `Other forms of ${title}`, exact: true })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { checked: true })).toBeFocused();
  await page.keyboard.press('p');
  await page.keyboard.press('c');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(drawer).toBeHidden();
  await expect(
    page.getByRole('button', { name: `Pin ${title}`, exact: true }),
  ).toHaveAttribute('aria-pressed', 'false');
});
