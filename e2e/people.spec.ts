import { randomUUID } from 'node:crypto';
import { WorkspaceId } from '@/lib/core/ids';
import { look } from './setup/look';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const PASSWORD = 'a long and quiet password';

test('somebody is invited to a workspace of real accounts, joins, and is removed', async ({
  console,
  org,
  signInAs,
  browser,
}) => {
  test.setTimeout(180_000);
  const { page, person: admin } = await signInAs('admin');
  const { people, workspaces } = org.ports;
  const id = WorkspaceId.parse(`aws-${randomUUID().slice(0, 8)}`);
  await workspaces.ensure({ id, name: 'Acme AWS', kind: 'aws' });
  await people.addMember(id, admin.userId, 'admin');
  await people.switchWorkspace(admin.userId, id);

  await page.goto('/settings/people');
  const dialog = page.getByRole('dialog');
  const email = `rae-${randomUUID().slice(0, 8)}@example.com`;
  await untilShown(dialog, () =>
    page.getByRole('button', { name: 'Invite somebody' }).click({ timeout: 3_000 }),
  );
  await dialog.getByLabel('E-mail').fill(email);
  await look(page, 'invite-dialog');
  await dialog.getByLabel('E-mail').press('Enter');
  const made = page.getByRole('alertdialog');
  await expect(made).toContainText('has no mail server');
  const link = (await made.locator('code').textContent()) ?? '';
  await made.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(email)).toBeVisible();

  // Whoever is signed in as somebody else is told, and does not join by mistake.
  const own = await page.context().newPage();
  await own.goto(link);
  await expect(own.getByText(`is for ${email}`)).toBeVisible();
  await own.close();

  const theirs = await browser.newContext({ baseURL: console.origin });
  const rae = await theirs.newPage();
  await rae.goto(link);
  await expect(rae.getByRole('heading', { name: 'Join Acme AWS' })).toBeVisible();
  await look(rae, 'invite');
  await rae.getByLabel('Your name').fill('Rae Kim');
  await rae.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await rae.getByRole('button', { name: 'Join' }).click();
  await expect(rae.getByRole('button', { name: 'Rae Kim, you' })).toBeVisible();
  await rae.goto(link);
  await expect(rae.getByText('This invite leads nowhere')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('row', { name: /Rae Kim/ })).toContainText('viewer');
  await look(page, 'people');
  await page.getByRole('button', { name: 'Remove Rae Kim' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name: /Rae Kim/ })).toHaveCount(0);
  await rae.goto('/');
  await expect(rae.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await theirs.close();
});
