import { expect, type Page } from '@playwright/test';
import { untilShown } from './until-shown';

/** Opens a recipe of the wizard at its first screen, with the list of the first field closed. */
export async function chooseRecipe(page: Page, title: RegExp): Promise<void> {
  await page.goto('/new?step=recipe');
  const card = page.getByRole('button', { name: title });
  // Not by its role: the first field may open its list, which hides all else from that.
  const screen = page.locator('form[aria-label="New access, Who"]');
  await untilShown(screen, () => card.click({ timeout: 3_000 }));
  await expect(screen.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
}
