import { expect, type Locator } from '@playwright/test';

/**
 * Acts, and acts again while the page does not answer: what is clicked before the scripts of a
 * freshly loaded page have taken it over is heard by nobody.
 */
export async function untilShown(
  shown: Locator,
  act: () => Promise<unknown>,
): Promise<void> {
  await expect(async () => {
    if (!(await shown.isVisible())) await act();
    await expect(shown).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
}
