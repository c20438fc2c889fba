import { startMailServer } from '@/lib/server/notifications/test-receivers';
import { look } from './setup/look';
import { test as base, expect } from './setup/test';

type Mail = Awaited<ReturnType<typeof startMailServer>>;

const test = base.extend<{ mail: Mail }>({
  mail: async ({}, use) => {
    const mail = await startMailServer();
    await use(mail);
    mail.stop();
  },
});

test('an administrator has people told by e-mail, tries it, and sees what was sent', async ({
  mail,
  signInAs,
  failOnErrors,
}) => {
  test.setTimeout(180_000);
  const { page } = await signInAs('admin');
  await page.goto('/settings');
  await page.getByRole('link', { name: 'See notifications' }).click();
  await expect(page.getByText('Nobody is told of anything')).toBeVisible();
  await look(page, 'notifications-empty');

  await page.getByRole('button', { name: 'Add a target' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('E-mail', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('Give it a name.')).toBeVisible();
  await look(page, 'notifications-dialog');
  const name = dialog.getByLabel('Name', { exact: true });
  await name.fill('Security team');
  await name.press('Enter');
  await expect(dialog.getByLabel('Mail server', { exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await dialog.getByLabel('To', { exact: true }).fill('ana@example.com\nben@example.com');
  await dialog.getByLabel('From', { exact: true }).fill('drawbridge@example.com');
  await dialog.getByLabel('Mail server', { exact: true }).fill('127.0.0.1');
  await dialog.getByLabel('Port', { exact: true }).fill(String(mail.port));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();

  await page
    .getByRole('button', { name: 'Change what Security team is told of' })
    .click();
  await dialog.getByText('A request is approved or refused').click();
  await page.context().setOffline(true);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/the console could not be reached/)).toBeVisible();
  await page.context().setOffline(false);
  for (const told of failOnErrors.splice(0))
    expect(told).toContain('ERR_INTERNET_DISCONNECTED');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(
    page.getByText(/Told when: .*a request is approved or refused/),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Send a test to Security team' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Drawbridge can reach you here' });
  await expect(row).toContainText('sent', { timeout: 30_000 });
  expect(mail.mails[0]).toContain('To: ana@example.com, ben@example.com');
  await row.getByRole('button', { name: /^Send .+ again$/ }).click();
  await expect.poll(() => mail.mails.length, { timeout: 30_000 }).toBe(2);
});

test('a webhook into the network of the console is refused, and says by what it is allowed', async ({
  signInAs,
}) => {
  test.setTimeout(180_000);
  const { page } = await signInAs('admin');
  await page.goto('/settings/notifications');
  await page.getByRole('button', { name: 'Add a target' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Metadata');
  await dialog
    .getByLabel('Address', { exact: true })
    .fill('https://169.254.169.254/latest/meta-data/');
  await dialog.getByRole('button', { name: 'Make one' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Send a test to Metadata' }).click();
  await expect(page.getByText(/DRAWBRIDGE_NOTIFY_PRIVATE=on/)).toBeVisible({
    timeout: 30_000,
  });
  await look(page, 'notifications');
  await page.getByRole('button', { name: 'Remove Metadata' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Nobody is told of anything')).toBeVisible();
});
