import { expect, type Page } from '@playwright/test';
import { tick } from './tick';
import { untilShown } from './until-shown';

export type Crossing = {
  who: string;
  whoOption: RegExp;
  bucket: string;
  access?: 'read' | 'write' | 'both' | 'all';
  under?: string;
  roleName: string;
  /** Trusts everybody in the account of who needs it. */
  isWholeAccount?: boolean;
  /** Generates an external ID and asks for it. */
  withExternalId?: boolean;
  /** When it ends, in the browser's own zone: `2031-05-04T10:00`. */
  endsAt?: string;
};

/** Picks from a field of the wizard, and looks at what it answers. */
export async function pick(
  page: Page,
  label: string,
  text: string,
  option: RegExp,
): Promise<void> {
  const suggestions = page.getByRole('listbox', { name: `Suggestions ${label}` });
  const field = page.getByRole('combobox', { name: label });
  await field.fill(text);
  // The list shortens when its answer comes, and closes when the page is scrolled: whoever misses
  // by that opens it again and clicks again.
  await expect(async () => {
    if (!(await suggestions.isVisible())) await field.press('ArrowDown');
    await suggestions
      .getByRole('option', { name: option })
      .first()
      .click({ timeout: 3_000 });
    await expect(suggestions).toBeHidden({ timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
  // The page answers what was picked and grows; a person looks before clicking on.
  await expect(page.getByRole('region', { name: 'The crossing so far' })).toContainText(
    text,
  );
}

async function setEnd(page: Page, endsAt: string): Promise<void> {
  await page.getByText('More guards').click();
  await tick(page.getByRole('checkbox', { name: 'End date' }));
  await page.getByLabel('Ends at').fill(endsAt);
}

/** From home through the wizard to the page of the plan, as an operator would. */
export async function planCrossing(page: Page, crossing: Crossing): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'New', exact: true }).click();
  const recipe = page.getByRole('button', { name: /Share a bucket by role/i });
  await untilShown(page.getByRole('combobox', { name: 'Who needs it?' }), () =>
    recipe.click({ timeout: 3_000 }),
  );
  await pick(page, 'Who needs it?', crossing.who, crossing.whoOption);
  if (crossing.isWholeAccount)
    await tick(page.getByRole('radio', { name: /^Anyone in / }));
  await page.getByRole('button', { name: 'Continue' }).click();
  await pick(page, 'To what?', crossing.bucket, new RegExp(crossing.bucket));
  await tick(
    page.getByRole('radio', { name: new RegExp(`^${crossing.access ?? 'write'}`) }),
  );
  if (crossing.under) await page.getByLabel('Under').fill(crossing.under);
  if (crossing.withExternalId) {
    await tick(page.getByRole('checkbox', { name: /External ID/ }));
    await page.getByRole('button', { name: 'Generate' }).click();
  }
  if (crossing.endsAt) await setEnd(page, crossing.endsAt);
  await page.getByLabel('Role name').fill(crossing.roleName);
  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await expect(applyButton(page)).toBeVisible();
}

export const applyButton = (page: Page) =>
  page.getByRole('button', { name: /^Apply (to 2 accounts|our half)/ });

/** Applies the plan on the page and waits for the proof. */
export async function applyAndProve(page: Page): Promise<void> {
  await applyButton(page).click();
  await expect(page.getByText(/\d+ of \d+ as expected/)).toBeVisible({ timeout: 60_000 });
}
