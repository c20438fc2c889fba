import { GetRoleCommand } from '@aws-sdk/client-iam';
import { iamAs } from './setup/aws-as';
import { chooseRecipe } from './setup/choose-recipe';
import { expect, test } from './setup/test';
import { pick } from './setup/wizard';

const DATA_ADMIN = 'arn:aws:iam::444455556666:root';
const ROLE = 'x-ci-shop-logs';

test('3.7: an operator lets one branch of a repository in, and sees who stays out', async ({
  org,
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await chooseRecipe(page, /CI by OIDC/);
  // A repository of anybody is refused with the reason.
  await page.getByLabel('Repository').fill('*/shop');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/would let in a repository of anybody/)).toBeVisible();
  await page.getByLabel('Repository').fill('acme/shop');
  await page.getByLabel('Branch', { exact: true }).fill('main');
  await page.getByRole('button', { name: 'Continue' }).click();
  await pick(page, 'To what?', 'app-logs', /app-logs/);
  await page.getByLabel('Role name').fill(ROLE);
  await expect(page.getByRole('region', { name: 'The crossing so far' })).toContainText(
    'Workflow runs of the branch main of acme/shop can read app-logs',
  );
  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  // The account has no provider for GitHub yet, so the plan makes one.
  await expect(
    page.getByText(/token\.actions\.githubusercontent\.com/).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Apply to 1 account/ }).click();
  await expect(page.getByText('11 of 11 as expected')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/A run of another branch takes/)).toBeVisible();

  const { Role } = await (await iamAs(org, DATA_ADMIN)).send(
    new GetRoleCommand({ RoleName: ROLE }),
  );
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(
    'repo:acme/shop:ref:refs/heads/main',
  );
});
