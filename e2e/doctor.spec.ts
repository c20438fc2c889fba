import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { stsAs } from './setup/aws-as';
import { expect, test } from './setup/test';

const OLD_JENKINS = 'arn:aws:iam::111122223333:role/old-jenkins';
const DEPLOY = 'arn:aws:iam::777788889999:role/deploy';

test('a person pastes what AWS refused and sees the policy that did it, without a reload', async ({
  org,
  signInAs,
}) => {
  const sts = await stsAs(org, OLD_JENKINS);
  const refused = await sts
    .send(new AssumeRoleCommand({ RoleArn: DEPLOY, RoleSessionName: 'build' }))
    .then(
      () => '',
      (error: Error) => error.message,
    );
  expect(refused).toContain('service control policy');

  const { page } = await signInAs('viewer');
  await page.goto('/access');
  await page.getByRole('link', { name: 'Why was it denied?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Doctor' })).toBeVisible();
  await expect(page.getByText('Nothing pasted yet')).toBeVisible();

  const message = page.getByRole('textbox', { name: 'Message' });
  await message.focus();
  await page.keyboard.insertText(
    `An error occurred (AccessDenied) when calling the AssumeRole operation: ${refused}`,
  );
  const diagnosis = page.getByRole('article', { name: 'Diagnosis' });
  await expect(diagnosis.getByRole('status').first()).toContainText(
    /old-jenkins, session .* may not call sts:AssumeRole on deploy in Prod, because SCP .* says no/,
  );
  await expect(diagnosis).toContainText('our reading is the same');
  await expect(
    diagnosis.getByRole('heading', { name: 'Service control policy (SCP)' }),
  ).toBeVisible();
  await expect(
    diagnosis.getByText(/take out or narrow statement \d+ of policy/),
  ).toBeVisible();
  await expect(diagnosis.getByRole('button', { name: 'Copy as text' })).toBeVisible();

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(diagnosis).toBeHidden();
  await expect(message).toHaveValue('');
});

test('a message that leaves out who asked is completed by hand', async ({ signInAs }) => {
  const { page } = await signInAs('viewer');
  await page.goto('/access/doctor');
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill(
      'upload failed: ./a.txt to s3://app-logs/logs/a.txt An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    );
  await expect(page.getByText('Add who asked')).toBeVisible();
  await page.getByRole('textbox', { name: 'Who asked' }).fill(OLD_JENKINS);
  const diagnosis = page.getByRole('article', { name: 'Diagnosis' });
  await expect(diagnosis.getByRole('status').first()).toContainText(
    /old-jenkins in Tooling may not call s3:PutObject on app-logs\/logs\/a\.txt in/,
  );
  await expect(diagnosis.getByRole('heading', { name: 'Resource policy' })).toBeVisible();
});

test('text that is no denial is told so', async ({ signInAs }) => {
  const { page } = await signInAs('viewer');
  await page.goto('/access/doctor');
  await page.getByRole('textbox', { name: 'Message' }).fill('It does not work.');
  await expect(
    page.getByText(/does not read like an access denied message/),
  ).toBeVisible();
});
