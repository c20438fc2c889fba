import { GetRolePolicyCommand } from '@aws-sdk/client-iam';
import { iamAs } from './setup/aws-as';
import { chooseRecipe } from './setup/choose-recipe';
import { expect, test } from './setup/test';
import { tick } from './setup/tick';
import { untilShown } from './setup/until-shown';
import { pick } from './setup/wizard';

const TOOLING_ADMIN = 'arn:aws:iam::111122223333:root';
const ROLE = 'x-lake-loader';

test('2.1: an operator lets an instance of one account use an encrypted bucket of another', async ({
  org,
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await chooseRecipe(page, /Workload to a bucket/);
  const tooling = page.getByRole('option', { name: /Tooling/ });
  await untilShown(tooling, () =>
    page.getByRole('button', { name: /Where does it run\?/ }).click(),
  );
  await tooling.click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await pick(page, 'To what?', 'data-lake', /data-lake/);
  await expect(page.getByText(/Encrypted with key/)).toBeVisible();
  await tick(page.getByRole('radio', { name: /^both/ }));
  await page.getByLabel('Role name').fill(ROLE);
  const crossing = page.getByRole('region', { name: 'The crossing so far' });
  await expect(crossing).toContainText(`${ROLE} in Tooling can read and write data-lake`);
  await expect(crossing).toContainText('key policy of data-lake');

  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  // Title and apply bar count the same calls.
  await expect(page.getByText(/6 writes in 2 accounts/)).toHaveCount(2);
  await page.getByRole('button', { name: /^Apply to 2 accounts/ }).click();
  await expect(page.getByText('9 of 9 as expected')).toBeVisible({ timeout: 60_000 });

  // Whatever the page says, AWS has the last word.
  const { PolicyDocument } = await (await iamAs(org, TOOLING_ADMIN)).send(
    new GetRolePolicyCommand({
      RoleName: ROLE,
      PolicyName: 'drawbridge-bucket-data-lake',
    }),
  );
  expect(decodeURIComponent(PolicyDocument ?? '')).toContain('kms:GenerateDataKey');
});
