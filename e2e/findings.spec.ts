import { rolePath } from '@/lib/core/links';
import { expect, test } from './setup/test';
import { planCrossing } from './setup/wizard';

// The practice auditor's role, which somebody made without an external ID.
const LUMEN_EXPORT = 'arn:aws:iam::666655554444:role/lumen-export';

test('a person sees what is wrong with a role, why, where, and the policy that mends it', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  await page.goto(rolePath(LUMEN_EXPORT));
  await page.getByRole('button', { name: /^See the finding/ }).click();

  const finding = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { level: 3, name: /external ID/ }) })
    .last();
  await expect(finding.getByText('high', { exact: true })).toBeVisible();
  await expect(finding.getByText(/statement 1, lines \d+ to \d+$/)).toBeVisible();
  await expect(finding.getByText(/^Fix\. /)).toBeVisible();

  // By keyboard alone: the document is folded away until somebody asks for it.
  const document = finding.getByText('"sts:ExternalId"');
  await expect(document).toBeHidden();
  await finding.getByText('The trust policy as it should stand').focus();
  await page.keyboard.press('Enter');
  await expect(document).toBeVisible();
  await expect(finding.getByRole('button', { name: 'Copy', exact: true })).toBeVisible();
});

test('a plan tells what it brings to look at', async ({ signInAs }) => {
  const { page } = await signInAs('operator');
  await planCrossing(page, {
    who: 'ci-deploy',
    whoOption: /ci-deploy.*Tooling/,
    bucket: 'app-logs',
    roleName: 'x-whole',
    isWholeAccount: true,
  });
  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings).toContainText('Added by this plan: 1');
  await expect(findings.getByText('low', { exact: true })).toBeVisible();
  await expect(findings).toContainText('trust policy of role x-whole');
  await expect(findings).not.toContainText('Closed by this plan');
});
