import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { Page } from '@playwright/test';
import { iamAs } from './setup/aws-as';
import { look } from './setup/look';
import { expect, test } from './setup/test';
import { tick } from './setup/tick';
import { untilShown } from './setup/until-shown';
import { applyAndProve, applyButton } from './setup/wizard';

const ROLE = 'x-by-hand';
const CI = 'arn:aws:iam::111122223333:role/ci-deploy';
const TRUST = {
  Version: '2012-10-17',
  Id: 'by-hand',
  Statement: [
    {
      Sid: 'Mine',
      Effect: 'Allow',
      Principal: { AWS: CI },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'acme-42' } },
    },
  ],
};
const MAY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }],
};

/** The editor of a document, once it has loaded. */
const editor = (page: Page, label: string) =>
  page.locator('.cm-content[aria-labelledby]').and(page.getByLabel(label));

async function write(page: Page, label: string, text: string): Promise<void> {
  const field = editor(page, label);
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

test('3.2: an operator writes a trust policy by hand, and form and JSON follow each other', async ({
  org,
  signInAs,
}) => {
  test.setTimeout(180_000);
  const { page } = await signInAs('operator');
  await page.goto('/new?step=recipe');
  const recipe = page.getByRole('button', { name: /Written by hand/ });
  const trust = editor(page, 'Trust policy as JSON');
  await untilShown(trust, () => recipe.click({ timeout: 3_000 }));

  // A broken text stays, and says where.
  await write(page, 'Trust policy as JSON', '{\n "Version": }');
  await expect(page.getByText(/Line 2: Expected a value here/).first()).toBeVisible();
  await expect(trust).toContainText('"Version": }');

  // The form follows the JSON.
  await write(page, 'Trust policy as JSON', JSON.stringify(TRUST, null, 2));
  const named = page.getByRole('list', { name: 'Who is trusted' });
  await expect(named).toContainText('ci-deploy');
  await expect(page.getByText('1 part that this form does not show')).toBeVisible();

  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /In which account/ }).click();
  await page.getByRole('option', { name: /Data/ }).click();
  await page.getByText('More guards').click();
  await expect(page.getByLabel('External ID value')).toHaveValue('acme-42');

  // The JSON follows the form, with the part that the form does not know.
  const names = page.getByRole('checkbox', { name: 'Session name', exact: true });
  await tick(names);
  await page.getByLabel('Names of sessions').fill('ci-*');
  await expect(trust).toContainText('"sts:RoleSessionName": "ci-*"');
  await expect(trust).toContainText('"Id": "by-hand"');
  await page.getByLabel('Role name').fill(ROLE);
  await expect(editor(page, 'Policy of the trusted half as JSON')).toContainText(
    `arn:aws:iam::444455556666:role/drawbridge-managed/${ROLE}`,
  );
  await write(page, 'Permissions as JSON', JSON.stringify(MAY));
  const crossing = page.getByRole('region', { name: 'The crossing so far' });
  await expect(crossing).toContainText('the session name matches ci-*');
  await look(page, 'new-blank-written');

  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await expect(applyButton(page)).toBeVisible();
  await applyAndProve(page);
  await expect(page.getByText(/with a wrong external ID/)).toBeVisible();

  const data = await iamAs(org, 'arn:aws:iam::444455556666:root');
  const { Role } = await data.send(new GetRoleCommand({ RoleName: ROLE }));
  const written = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  expect(written.Id).toBe('by-hand');
  expect(written.Statement[0].Condition).toEqual({
    StringEquals: { 'sts:ExternalId': 'acme-42' },
    StringLike: { 'sts:RoleSessionName': 'ci-*' },
  });
});
