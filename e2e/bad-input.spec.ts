import type { Page } from '@playwright/test';
import { expect, test } from './setup/test';
import { tick } from './setup/tick';

const type = async (page: Page, label: string, text: string) => {
  await page.getByRole('combobox', { name: label }).fill(text);
  // Leaving the field is what a person does before reading what it says.
  await page.getByRole('combobox', { name: label }).press('Tab');
};

test('what is wrong is said at its field, and nothing typed is lost on reload', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await page.goto('/new?step=who');
  await type(page, 'Who needs it?', 'arn:aws:iam::12345:role/ci-deploy');
  await expect(page.getByText(/“12345”, does not have 12 digits/)).toBeVisible();
  await type(page, 'Who needs it?', 'arn:aws-cn:iam::111122223333:role/ci-deploy');
  await expect(page.getByText(/This ARN is of partition aws-cn/)).toBeVisible();

  await page.goto('/new?step=what');
  await type(page, 'To what?', 'a-bucket-nobody-owns');
  await expect(
    page.getByText(/No account that is connected here owns a bucket/),
  ).toBeVisible();
  await page.getByLabel('Role name').fill('two words');
  await page.getByLabel('Role name').press('Tab');
  await expect(page.getByLabel('Role name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Role name')).toHaveAccessibleDescription(/64/);
  await expect(page.getByText(/^Draft saved/)).toBeVisible();

  await page.reload();
  await expect(page.getByRole('combobox', { name: 'To what?' })).toHaveValue(
    'a-bucket-nobody-owns',
  );
  await expect(page.getByLabel('Role name')).toHaveValue('two words');
});

test('T8: JSON pasted from a web page is cleaned, and the page says so', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await page.goto('/new?step=what');
  await tick(page.getByRole('radio', { name: /^custom/ }));
  await page
    .getByRole('textbox', { name: 'Permissions as JSON' })
    .fill(
      'jsonCopy code{ “Version”: “2012-10-17”, “Statement”: [ { “Effect”: “Allow”, “Action”: “s3:GetObject”, “Resource”: “arn:aws:s3:::app-logs/*” } ] }',
    );
  await expect(page.getByText('Cleaned, what was pasted')).toBeVisible();
  await expect(page.getByText(/curly quotes/i).first()).toBeVisible();
});
