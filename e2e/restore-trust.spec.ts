import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { rolePath } from '@/lib/core/links';
import { iamAs } from './setup/aws-as';
import { readAgain } from './setup/org';
import { expect, test } from './setup/test';

const DATA = '444455556666';
const ROLE = 'data-writer';
const STRANGER = 'arn:aws:iam::999988887777:root';

test('3.2: a trust that somebody opened is put back from its history, as its diff says', async ({
  org,
  signInAs,
}) => {
  const iam = await iamAs(org, `arn:aws:iam::${DATA}:root`);
  const trustNow = async () => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: ROLE }));
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  };
  const before = await trustNow();
  const opened = {
    Sid: 'Opened',
    Effect: 'Allow',
    Principal: { AWS: STRANGER },
    Action: 'sts:AssumeRole',
  };
  const Statement = [...[before.Statement].flat(), opened];
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: ROLE,
      PolicyDocument: JSON.stringify({ ...before, Statement }),
    }),
  );
  await readAgain(org, [DATA]);

  const { page } = await signInAs('operator');
  await page.goto(`${rolePath(`arn:aws:iam::${DATA}:role/${ROLE}`)}?tab=history`);
  await expect(page.getByRole('region', { name: 'Version 2' })).toContainText(STRANGER);
  await page.getByRole('button', { name: 'Restore version 1…' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  const gone = page.getByRole('region', { name: 'Opened' }).getByRole('deletion');
  await expect(gone.filter({ hasText: STRANGER })).toBeVisible();

  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect.poll(trustNow, { timeout: 60_000 }).toEqual(before);
  await expect(page.getByText(/as expected$/).first()).toBeVisible({ timeout: 60_000 });
});
