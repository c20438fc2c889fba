import type { Locator, Page } from '@playwright/test';
import { pasteInShell } from './setup/paste-in-shell';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

/** A program of somebody's own: an AWS SDK client that takes everything from its environment. */
const WHO_AM_I = `
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
const client = new STSClient({ region: process.env.AWS_REGION });
const { Arn } = await client.send(new GetCallerIdentityCommand({}));
console.log(Arn);
`;

/** The row of a role, found as people do: by typing its name. */
async function findRole(page: Page, name: string): Promise<Locator> {
  await page.goto('/');
  const filter = page.getByLabel('Filter your roles');
  const row = page.getByRole('listitem').filter({ hasText: name }).first();
  await untilShown(row, async () => {
    await filter.fill('');
    await filter.fill(name);
  });
  return row;
}

test('one click lands on the practice console page in a new tab', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  const row = await findRole(page, 'prod-read');
  const popup = page.waitForEvent('popup');
  await row.getByRole('button', { name: /Open console/ }).click();
  const awsPage = await popup;
  await expect(awsPage.getByTestId('account')).toContainText('777788889999');
  await expect(awsPage.getByTestId('identity')).toContainText(
    'assumed-role/prod-read/db-',
  );
  await expect(awsPage.getByTestId('expires')).toContainText('20');
});

test('the other forms are chosen by keyboard, and the focus comes back', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  const row = await findRole(page, 'prod-read');
  const button = row.getByRole('button', { name: /^Other forms of prod-read/ });
  const menu = page.getByRole('menu', { name: /^Copy prod-read in Prod as/ });
  const chosen = menu.getByRole('menuitemradio', { checked: true });
  await expect(button).toHaveAttribute('aria-haspopup', 'menu');
  await button.focus();
  for (const key of ['ArrowDown', 'ArrowUp', 'Enter', 'Space']) {
    await page.keyboard.press(key);
    await expect(chosen, `after ${key}`).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(button, `after ${key} and Escape`).toBeFocused();
    await expect(button).toHaveAttribute('aria-expanded', 'false');
  }
  await button.click();
  await page.mouse.click(5, 500);
  await expect(menu).toBeHidden();
});

test('4.6: copied bash lines work in a real shell with a real AWS client', async ({
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, person } = await signInAs('viewer');
  const row = await findRole(page, 'prod-read');
  await row.getByRole('button', { name: /^Copy for terminal/ }).click();
  await expect(row.getByRole('button', { name: /^Copy for terminal/ })).toHaveText(
    'Copied',
  );
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  expect(pasted).toMatch(/^: '# practice account'/);
  expect(pasted).toMatch(/^export AWS_SESSION_TOKEN=/m);

  const shell = pasteInShell(pasted, WHO_AM_I);
  expect(shell.stderr).not.toContain('Error');
  const handle = person.email.split('@')[0] ?? '';
  expect(shell.stdout.trim()).toMatch(
    /^arn:aws:sts::777788889999:assumed-role\/prod-read\/db-[a-z0-9-]+$/,
  );
  expect(shell.stdout).toContain(handle.slice(0, 4));
});

test('the drawer shows keys on Reveal only, and wipes them when it closes', async ({
  signInAs,
}) => {
  const { page } = await signInAs('viewer');
  const row = await findRole(page, 'prod-read');
  await row.getByRole('button', { name: /^prod-read in Prod, credentials/ }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('••••');
  expect(await page.content()).not.toContain('ASIAPRACTICE');
  await drawer.getByRole('button', { name: 'Reveal' }).click();
  await expect(drawer).toContainText('ASIAPRACTICE');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  expect(await page.content()).not.toContain('ASIAPRACTICE');
});

test('the drawer has the role as a profile, and its session as a command', async ({
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await signInAs('viewer');
  const row = await findRole(page, 'prod-read');
  await row.getByRole('button', { name: /^prod-read in Prod, credentials/ }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('As a profile').click();
  await drawer.getByRole('button', { name: /^Copy the profile/ }).click();
  const profile = await page.evaluate(() => navigator.clipboard.readText());
  expect(profile).toMatch(/^# practice account\n\[profile Prod\/prod-read\]\n/);
  expect(profile).toContain(
    'credential_process = drawbridge creds 777788889999/prod-read --format process\n',
  );
  expect(profile).toMatch(/^endpoint_url = http:\/\/127\.0\.0\.1:\d+$/m);
  await drawer.getByText('Same as aws sts').click();
  await expect(drawer.getByText('--role-session-name db-')).toBeVisible();
});

test('every issue is in the activity log, before and after', async ({
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await signInAs('viewer');
  const row = await findRole(page, 'prod-read');
  await row.getByRole('button', { name: /^Copy for terminal/ }).click();
  await expect(row.getByRole('button', { name: /^Copy for terminal/ })).toHaveText(
    'Copied',
  );
  await page.goto('/activity');
  await expect(page.getByText(/prod-read/).first()).toBeVisible();
});
