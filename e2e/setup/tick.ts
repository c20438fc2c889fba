import { expect, type Locator } from '@playwright/test';

/**
 * Ticks a checkbox or picks a radio by its words, as a person does: the box itself is drawn by
 * us and the true one hidden. Waits until the page around it has come to rest, which ticking the
 * hidden one by force does not.
 */
export async function tick(box: Locator): Promise<void> {
  if (await box.isChecked()) return;
  await box.locator('xpath=ancestor::label').click();
  await expect(box).toBeChecked({ timeout: 3_000 });
}
