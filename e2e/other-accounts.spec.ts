import type { Page } from '@playwright/test';
import { chooseRecipe } from './setup/choose-recipe';
import { expect, test } from './setup/test';
import { tick } from './setup/tick';
import { untilShown } from './setup/until-shown';
import { pick } from './setup/wizard';

const picture = (page: Page) => page.getByRole('region', { name: 'The crossing so far' });

async function pickAnotherAccount(page: Page, label: RegExp): Promise<void> {
  const another = page.getByRole('option', { name: /Another account/ });
  await untilShown(another, () => page.getByRole('button', { name: label }).click());
  await another.click();
}

test('a vendor gets a role in an account that is not among ours, by its ID', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await chooseRecipe(page, /Vendor with external ID/);
  await page.getByRole('combobox', { name: 'Which vendor?' }).fill('999900001111');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Continue' }).click();
  await tick(page.getByRole('radio', { name: /^custom/ }));
  await pickAnotherAccount(page, /In which account\?/);
  const id = page.getByLabel('Its account ID');
  await id.fill('1234');
  await id.press('Tab');
  await expect(page.getByText(/12 digits/).last()).toBeVisible();
  await id.fill('123412341234');
  await id.press('Tab');
  await expect(page.getByText(/is not among the accounts here/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Its account ID')).toHaveValue('123412341234');
});

test('a project at GitLab is named by its path, and the field says what it cannot be', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await chooseRecipe(page, /CI by OIDC/);
  await tick(page.getByRole('radio', { name: /GitLab/ }));
  await page.getByLabel('Repository').fill('acme/apps/shop');
  await page.getByLabel('Branch', { exact: true }).fill('main');
  await page.getByRole('button', { name: 'Continue' }).click();
  await pick(page, 'To what?', 'app-logs', /app-logs/);
  await expect(picture(page)).toContainText('acme/apps/shop can read app-logs');
});

test('a bucket that nobody here reads is planned to by what its owner tells', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await chooseRecipe(page, /Bucket policy only/);
  await pick(page, 'Who needs it?', 'ci-deploy', /ci-deploy.*Tooling/);
  await page.getByRole('button', { name: 'Continue' }).click();
  const bucket = page.getByRole('combobox', { name: 'To what?' });
  await bucket.fill('their-logs');
  await bucket.press('Escape');
  await tick(
    page.getByRole('checkbox', { name: /No account that is read here owns it/ }),
  );
  await page.getByLabel('Whose bucket is it?').fill('123412341234');
  await page.getByLabel('Its Region').fill('eu-west-1');
  await expect(page.getByText(/planned from what is said here/)).toBeVisible();
  await expect(page.getByText(/Taken for encrypted by S3 itself/)).toBeVisible();
  await expect(picture(page)).toContainText('can read their-logs');
});
