import type { Locator, Page } from '@playwright/test';
import { chooseRecipe } from './setup/choose-recipe';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const ROLE = 'x-app-logs-keys';

/** What has the focus: never nothing, on the screen, and with a ring that shows it. */
const focusOf = (page: Page) =>
  page.evaluate(() => {
    const isRinged = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    const withParents = (element: Element | null, levels: number): Element[] =>
      element && levels > 0
        ? [
            element,
            ...element.children,
            ...withParents(element.parentElement, levels - 1),
          ]
        : [];
    const focused = document.activeElement;
    if (!focused || focused === document.body) return 'lost';
    const { top, bottom } = focused.getBoundingClientRect();
    const start = focused.outerHTML.slice(0, 120);
    if (bottom < 0 || top > innerHeight) return `${start} unseen`;
    return withParents(focused, 3).some(isRinged) ? 'seen' : `${start} without a ring`;
  });

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement).catch(() => false);

/** Goes on by Tab until something has the focus, and looks at every stop on the way. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeAttached();
  for (let stops = 0; stops < 90; stops += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
    expect(await focusOf(page)).toBe('seen');
  }
  throw new Error('Tab does not lead there.');
}

/** Types into the field that has the focus, and takes what is offered first. */
async function choose(page: Page, field: string, text: string): Promise<void> {
  await expect(page.getByRole('combobox', { name: field })).toBeFocused();
  await page.keyboard.type(text);
  const offered = page.getByRole('listbox', { name: `Suggestions ${field}` });
  // What was offered before the last letters may still stand first.
  await expect(offered.getByRole('option').first()).toContainText(text);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(offered).toBeHidden();
}

test('the whole wizard is gone through by keyboard alone, from home to a proven plan and back', async ({
  signInAs,
}) => {
  test.setTimeout(180_000);
  const { page } = await signInAs('operator');
  const press = (key: string) => page.keyboard.press(key);
  await page.goto('/');
  // The filter has the focus; the navigation stands before it.
  await tabTo(page, page.getByRole('link', { name: 'New', exact: true }), 'Shift+Tab');
  await press('Enter');
  await tabTo(page, page.getByRole('button', { name: /Share a bucket by role/i }));
  await press('Enter');

  // It stands there before an answer: the buttons below it do not move.
  await expect(page.getByText('Only whom you choose')).toBeVisible();
  await choose(page, 'Who needs it?', 'ci-deploy');
  await tabTo(page, page.getByRole('button', { name: 'Continue' }));
  await press('Enter');
  await choose(page, 'To what?', 'app-logs');

  await tabTo(page, page.getByRole('radio', { name: /^read/ }));
  await press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^write/ })).toBeChecked();
  await tabTo(page, page.getByRole('checkbox', { name: /External ID/ }));
  await press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Generate' }));
  await press('Enter');

  // What is wrong is led to and back from.
  const name = page.getByLabel('Role name');
  await tabTo(page, name);
  await press('Control+a');
  await page.keyboard.type('not a name');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Check it once more' })).toBeVisible();
  expect(await focusOf(page)).not.toBe('lost');
  await tabTo(page, page.getByRole('alert').getByRole('link').first());
  await press('Enter');
  await expect(name).toBeFocused();
  await press('Control+a');
  await page.keyboard.type(ROLE);
  await expect(name).not.toHaveAttribute('aria-invalid', 'true');
  await press('Alt+2');
  await expect(page.getByRole('combobox', { name: 'Who needs it?' })).toBeFocused();
  await press('Alt+3');
  await press('Control+Enter');
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);

  const differences = page.locator('[data-difference]');
  // The page listens for keys a moment after it is drawn.
  await expect(async () => {
    await press('d');
    await expect(differences.first()).toBeFocused({ timeout: 500 });
  }).toPass();
  expect(await focusOf(page)).toBe('seen');
  await press('d');
  await expect(differences.nth(1)).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: /^Apply to 2 accounts/ }));
  await press('a');
  await expect(page.getByRole('heading', { name: /^Applied|^Applying/ })).toBeFocused();
  await expect(page.getByText(/^(\d+) of \1 as expected$/)).toBeVisible({
    timeout: 60_000,
  });

  const undo = page.getByRole('button', { name: /^Undo/ }).first();
  await tabTo(page, undo, 'Shift+Tab');
  await press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused();
  await press('Escape');
  await expect(undo).toBeFocused();
});

test('a proven crossing to an encrypted bucket is six clicks from home, and every screen survives a reload', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  let clicks = 0;
  const click = async (button: Locator) => {
    clicks += 1;
    await button.click();
  };
  const saved = async () => {
    await expect(page.getByTestId('draft-state')).toContainText('Draft saved');
    await page.reload();
  };
  await page.goto('/');
  await click(page.getByRole('link', { name: 'New', exact: true }));
  await click(page.getByRole('button', { name: /Bucket policy only/ }));
  const who = page.getByRole('combobox', { name: 'Who needs it?' });
  await choose(page, 'Who needs it?', 'release-bot');
  await saved();
  await expect(who).toHaveValue(/release-bot/);
  await click(page.getByRole('button', { name: 'Continue' }));
  await choose(page, 'To what?', 'data-lake');
  await saved();
  await expect(page.getByRole('combobox', { name: 'To what?' })).toHaveValue(/data-lake/);
  await expect(page.getByText(/Encrypted with key/)).toBeVisible();
  await click(page.getByRole('button', { name: /^Review plan/ }));
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await click(page.getByRole('button', { name: /^Apply to 2 accounts/ }));
  await expect(page.getByText(/^(\d+) of \1 as expected$/)).toBeVisible({
    timeout: 60_000,
  });
  expect(clicks).toBeLessThanOrEqual(6);
});

test('whoever types faster than the search answers picks who they typed', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await chooseRecipe(page, /Share a bucket by role/);
  const who = page.getByRole('combobox', { name: 'Who needs it?' });
  const lee = page.getByRole('option', { name: /^lee/ });
  await untilShown(lee, () => who.press('ArrowDown'));
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/search\?q=jonas/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.type('jonas');
  await expect(page.getByRole('option', { name: /^jonas/ })).toHaveCount(1);
  await expect(lee).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(who).toHaveValue('jonas, People');
  answer();
  await expect(page.getByRole('region', { name: 'The crossing so far' })).toContainText(
    'jonas',
  );
});
