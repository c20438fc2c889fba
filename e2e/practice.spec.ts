import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { iamAs } from './setup/aws-as';
import { pasteInShell } from './setup/paste-in-shell';
import { expect, test } from './setup/test';

const TOOLING = 'arn:aws:iam::111122223333:root';
const METRICS_READER = 'arn:aws:iam::444455556666:role/metrics-reader';

const halfOf = (resource: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: resource }],
  });

/** What a person types in their own terminal after pasting the keys. */
const CLOSE_THE_TRUST = `
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
const iam = new IAMClient({ region: process.env.AWS_REGION });
const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{
  Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' }] });
await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'demo-share', PolicyDocument }));
`;

test('3.16: an exercise turns green by itself when it is solved in a terminal with copied keys', async ({
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await signInAs('operator');
  await page.goto('/');
  await page.getByRole('link', { name: 'Practise: Practice' }).click();
  await expect(page.getByText('0 of 13 solved')).toBeVisible();
  const detail = page.getByRole('article', { name: 'Close the public trust' });
  await expect(detail.getByText('Does not hold yet:')).toHaveCount(1);

  await detail.getByRole('button', { name: 'Copy administrator keys' }).click();
  await expect(detail.getByRole('button', { name: 'Copied' })).toBeVisible();
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  const shell = pasteInShell(pasted, CLOSE_THE_TRUST);
  expect(shell.status, shell.stderr).toBe(0);

  await expect(page.getByText('1 of 13 solved')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(
    'Solved: Close the public trust.',
  );
});

test('a half crossing that goes too far stays open, with the check that says why', async ({
  signInAs,
  org,
}) => {
  const { page } = await signInAs('operator');
  await page.goto('/practice?exercise=finish-half-crossing');
  const detail = page.getByRole('article', { name: 'Finish the half crossing' });
  const iam = await iamAs(org, TOOLING);
  const give = (resource: string) =>
    iam.send(
      new PutRolePolicyCommand({
        RoleName: 'ci-build',
        PolicyName: 'exercise',
        PolicyDocument: halfOf(resource),
      }),
    );
  await give('*');
  const tooMuch = detail
    .getByRole('listitem')
    .filter({ hasText: 'cannot assume deploy' });
  await expect(tooMuch).toContainText('Does not hold yet');
  await expect(detail.getByText('To do', { exact: true })).toBeVisible();
  await give(METRICS_READER);
  await expect(detail.getByText('Solved', { exact: true })).toBeVisible();
});

test('starting over asks first, then puts everything back', async ({ signInAs, org }) => {
  const { page } = await signInAs('admin');
  const iam = await iamAs(org, TOOLING);
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'ci-build',
      PolicyName: 'exercise',
      PolicyDocument: halfOf(METRICS_READER),
    }),
  );
  await page.goto('/practice');
  await expect(page.getByText('1 of 13 solved')).toBeVisible();
  await page.getByRole('button', { name: 'Start over…' }).click();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await expect(page.getByText('1 of 13 solved')).toBeVisible();
  await page.getByRole('button', { name: 'Start over…' }).click();
  await page.getByRole('button', { name: 'Start over', exact: true }).click();
  await expect(page.getByText('0 of 13 solved')).toBeVisible();
});

test('a viewer reads the exercises, and changes nothing', async ({ signInAs }) => {
  const { page } = await signInAs('viewer');
  await page.goto('/practice');
  await expect(page.getByText('0 of 13 solved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start over…' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copy administrator keys' })).toHaveCount(
    0,
  );
});
