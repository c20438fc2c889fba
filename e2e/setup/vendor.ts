import { expect, type Page } from '@playwright/test';
import { chooseRecipe } from './choose-recipe';
import { pick } from './wizard';

export type VendorCrossing = { account: string; externalId: string; roleName: string };

/** From the recipe's card to the page of the plan: a vendor that reads app-logs. */
export async function planVendor(page: Page, vendor: VendorCrossing): Promise<void> {
  await chooseRecipe(page, /Vendor with external ID/);
  await page.getByRole('combobox', { name: 'Which vendor?' }).fill(vendor.account);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Continue' }).click();
  await pick(page, 'To what?', 'app-logs', /app-logs/);
  await page.getByLabel('External ID value').fill(vendor.externalId);
  await page.getByLabel('Role name').fill(vendor.roleName);
  await expect(page.getByRole('region', { name: 'The crossing so far' })).toContainText(
    `if the request names external ID ${vendor.externalId}`,
  );
}

export async function reviewVendorPlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await expect(vendorApplyButton(page)).toBeVisible();
}

export const vendorApplyButton = (page: Page) =>
  page.getByRole('button', { name: /^Apply to 1 account/ });
