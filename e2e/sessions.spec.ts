import { pasteInShell } from './setup/paste-in-shell';
import { recordSession } from './setup/record-session';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

/** A program of somebody's own, with a call that the role allows. */
const LIST_LOGS = `
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
const client = new S3Client({ region: process.env.AWS_REGION, forcePathStyle: true });
const answer = await client.send(new ListObjectsV2Command({ Bucket: 'app-logs' })).then(
  () => 'ok',
  ({ name, message }) => name + ': ' + message,
);
console.log(answer);
`;

async function copyKeys(page: import('@playwright/test').Page): Promise<string> {
  await page.goto('/?q=data-writer');
  const row = page.getByRole('listitem').filter({ hasText: 'data-writer' }).first();
  const copy = row.getByRole('button', { name: /^Copy for terminal/ });
  await untilShown(row.getByText('Copied'), () => copy.click());
  return page.evaluate(() => navigator.clipboard.readText());
}

test('revoking a session from Home denies the key that was copied, and undo lets it back', async ({
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await signInAs('admin');
  const keys = await copyKeys(page);
  expect(pasteInShell(keys, LIST_LOGS).stdout.trim()).toBe('ok');

  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () =>
    page.getByRole('button', { name: 'Revoke data-writer in Data' }).click(),
  );
  await expect(dialog).toContainText('The keys are not called back');
  await dialog.getByRole('button', { name: 'Revoke this session' }).click();
  await expect(dialog).toContainText(
    'This session is denied everything: tested by a call',
  );
  expect(pasteInShell(keys, LIST_LOGS).stdout).toMatch(
    /^AccessDenied: .*explicit deny in an identity-based policy/,
  );

  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog).toContainText('Taken back');
  expect(pasteInShell(keys, LIST_LOGS).stdout.trim()).toBe('ok');
});

test('the sessions page shows who holds what, and ends every session of a role', async ({
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, person } = await signInAs('admin');
  const keys = await copyKeys(page);
  await page.getByRole('link', { name: 'All sessions' }).click();
  const row = page.getByRole('row').filter({ hasText: 'data-writer' });
  await expect(row).toContainText(`${person.name} (you)`);
  await expect(row).toContainText(/min left|1 h left/);

  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () => row.getByRole('button', { name: /^Revoke/ }).click());
  await dialog.getByText('Every session of the role').click();
  await dialog.getByRole('button', { name: 'Revoke every session' }).click();
  await expect(dialog).toContainText('Every older session is denied everything');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('No session is live')).toBeVisible();
  expect(pasteInShell(keys, LIST_LOGS).stdout).toContain('AccessDenied');

  const denials = page.getByRole('region', { name: 'Denials that stand' });
  await denials.getByRole('button', { name: /^Undo/ }).click();
  await expect(denials).toBeHidden();
  expect(pasteInShell(keys, LIST_LOGS).stdout.trim()).toBe('ok');
});

test('a viewer sees their own sessions only, and may end one of them', async ({
  signInAs,
  context,
  org,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, person } = await signInAs('viewer');
  await recordSession(org);
  const keys = await copyKeys(page);
  await page.goto('/access/sessions');
  await expect(page.getByRole('row').filter({ hasText: person.name })).toHaveCount(1);
  await expect(page.getByText('db-lee-abcdefgh')).toHaveCount(0);
  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () => page.getByRole('button', { name: /^Revoke/ }).click());
  await expect(dialog.getByText('Every session of the role')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Revoke this session' }).click();
  await expect(dialog).toContainText('tested by a call');
  await expect(dialog.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  expect(pasteInShell(keys, LIST_LOGS).stdout).toContain('AccessDenied');
});

test('the drawer takes less than the role may, and says who is recorded', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  await page.goto('/?role=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Fdata-writer');
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(/You are recorded in CloudTrail as db-/);
  await drawer.getByText('Take less').click();
  await drawer.getByText('Read only', { exact: true }).click();
  await drawer.getByRole('button', { name: 'Here, 127.0.0.1' }).click();
  await expect(drawer).toContainText('read only, from 127.0.0.1');
  // Leaving before the answer would take the request back.
  const answered = page.waitForResponse('**/api/v1/credentials');
  await drawer.getByRole('button', { name: 'Reveal' }).click();
  const issued = await answered;
  expect(issued.request().postDataJSON()).toMatchObject({
    isReadOnly: true,
    fromIp: '127.0.0.1',
  });
  expect(issued.status()).toBe(200);
  await page.keyboard.press('Escape');
  await page.goto('/access/sessions');
  await expect(page.getByText('read only, only from 127.0.0.1')).toBeVisible();
});

test('a link to a role asks before it opens the console, and finds nobody else’s', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  await page.goto('/go/444455556666/data-writer?to=s3');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Open data-writer in Data?',
  );
  await expect(page.getByText(/at S3 in/)).toBeVisible();
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: /Open console as data-writer/ }).click();
  await expect((await popup).getByTestId('identity')).toContainText('data-writer/db-');
  await page.goto('/go/777788889999/ops-admin');
  await expect(
    page.getByText('You may not take ops-admin in 777788889999'),
  ).toBeVisible();
});

test('a link to a role is kept over the sign-in', async ({ page, org }) => {
  const person = await org.addPerson('viewer');
  await page.goto('/go/444455556666/data-writer?to=s3');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/go\/444455556666\/data-writer\?to=s3$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Open data-writer in Data?',
  );
});
