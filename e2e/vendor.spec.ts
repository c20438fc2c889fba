import { GetRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { iamAs, stsAs } from './setup/aws-as';
import { chooseRecipe } from './setup/choose-recipe';
import { expect, test } from './setup/test';
import { planVendor, reviewVendorPlan, vendorApplyButton } from './setup/vendor';

const LUMEN = '999900001111';
const DATA_ADMIN = 'arn:aws:iam::444455556666:root';
const ROLE = 'x-lumen-logs';
const ROLE_ARN = `arn:aws:iam::444455556666:role/drawbridge-managed/${ROLE}`;
const lumen = { account: LUMEN, externalId: 'lum-9Z1k-logs', roleName: ROLE };

test('1.1, 4.2: an operator lets a vendor in with its external ID, and sees what was proven', async ({
  org,
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await planVendor(page, lumen);
  // What was typed is still there after a reload.
  await page.reload();
  await expect(page.getByLabel('External ID value')).toHaveValue(lumen.externalId);
  await reviewVendorPlan(page);
  await vendorApplyButton(page).click();

  await expect(page.getByText('1 of 1 as expected')).toBeVisible({ timeout: 60_000 });
  // Three ways to take the role, and four things done with it, none of which we can call.
  await expect(page.getByText('7 not tested')).toBeVisible();
  await expect(page.getByText(/lists app-logs/).first()).toBeVisible();
  await expect(page.getByText(/no keys of the vendor here/).first()).toBeVisible();
  const handOver = page.getByRole('region', { name: 'What to send to the vendor' });
  await expect(handOver).toContainText(ROLE_ARN);
  await expect(handOver).toContainText(lumen.externalId);

  // Whatever the page says, AWS has the last word.
  const { Role } = await (await iamAs(org, DATA_ADMIN)).send(
    new GetRoleCommand({ RoleName: ROLE }),
  );
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(LUMEN);
  const stranger = await stsAs(org, 'arn:aws:iam::111122223333:role/ci-deploy');
  await expect(
    stranger.send(
      new AssumeRoleCommand({
        RoleArn: ROLE_ARN,
        RoleSessionName: 'stranger',
        ExternalId: lumen.externalId,
      }),
    ),
  ).rejects.toThrow(/not authorized to perform: sts:AssumeRole/);
});

test('an account of our own is no vendor, and the field says which recipe to take', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await chooseRecipe(page, /Vendor with external ID/);
  await page.getByRole('combobox', { name: 'Which vendor?' }).fill('111122223333');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/is an account of your own organisation/)).toBeVisible();
});
