import type { Locator, Page } from '@playwright/test';
import { rolePath } from '@/lib/core/links';
import type { ConsoleFacts } from './setup/console-process';
import { look } from './setup/look';
import type { Person } from './setup/org';
import { pasteInShell } from './setup/paste-in-shell';
import { expect, sessionCookie, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const DATA_WRITER = 'arn:aws:iam::444455556666:role/data-writer';
/** Everybody may take it without asking. */
const PROD_READ = 'arn:aws:iam::777788889999:role/prod-read';

/** A program of somebody's own, with a call that the role allows. */
const LIST_LOGS = `
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
const client = new S3Client({ region: process.env.AWS_REGION, forcePathStyle: true });
const answer = await client.send(new ListObjectsV2Command({ Bucket: 'app-logs' })).then(
  () => 'ok',
  ({ name }) => name,
);
console.log(answer);
`;

/** The same browser, as somebody else. */
async function become(page: Page, { origin }: ConsoleFacts, person: Person) {
  const { name, value, url } = await sessionCookie(origin, person);
  await page.context().addCookies([{ name, value: encodeURIComponent(value), url }]);
}

/** Takes the role from everybody, and gives it back by another rule. */
async function giveAnew(page: Page, choose: (dialog: Locator) => Promise<void>) {
  await page.goto(`${rolePath(DATA_WRITER)}?tab=grants`);
  await untilShown(page.getByText('Nobody may take data-writer here'), () =>
    page
      .getByRole('button', { name: 'End the grant of everybody' })
      .click({ timeout: 3_000 }),
  );
  await page.getByRole('button', { name: 'Give it to somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'To whom' }).fill('Every');
  await page.getByRole('option', { name: /^Everybody/ }).click();
  await choose(dialog);
  await dialog.getByRole('button', { name: 'Give it' }).click();
  await expect(page.getByText('Given to everybody.').first()).toBeVisible();
}

test('a role is asked for, approved by somebody else, taken, and ended early', async ({
  console,
  org,
  signInAs,
  context,
}) => {
  test.setTimeout(240_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, person: admin } = await signInAs('admin');
  await giveAnew(page, async (dialog) => {
    await dialog.getByText('Ask first').click();
    await dialog.getByText(admin.name, { exact: true }).click();
    await look(page, 'grant-dialog');
  });
  await expect(page.getByText(/after one approval/)).toBeVisible();

  const rae = await org.addPerson('viewer', 'Rae Kim');
  await become(page, console, rae);
  await page.goto(`/requests/new?role=${encodeURIComponent(PROD_READ)}`);
  await expect(page.getByText('That role is not one that you ask for')).toBeVisible();
  await page.goto('/?q=data-writer');
  await page.getByRole('link', { name: 'Ask for it: data-writer in Data' }).click();
  await expect(page.getByRole('textbox', { name: 'Why' })).toBeVisible();
  await look(page, 'requests-new');
  await untilShown(page.getByText(/Waits for 1 of 1 approval/).first(), async () => {
    const why = page.getByRole('textbox', { name: 'Why' });
    await why.fill('The nightly export is stuck.', { timeout: 3_000 });
    await page
      .getByRole('button', { name: 'Ask', exact: true })
      .click({ timeout: 3_000 });
  });
  // It waits for the approver, not for Rae.
  await page.goto('/requests?show=decide');
  await expect(page.getByText('Nothing waits for you')).toBeVisible();

  await become(page, console, admin);
  await page.goto('/');
  await page
    .getByRole('link', { name: 'Decide: Rae Kim asks for data-writer in Data' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeVisible();
  await look(page, 'requests');
  await page.getByRole('button', { name: 'Approve data-writer for Rae Kim' }).click();
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
  await expect(page.getByRole('link', { name: 'To decide' })).toBeFocused();

  await become(page, console, rae);
  await page.goto('/?q=data-writer');
  const row = page.getByRole('listitem').filter({ hasText: 'data-writer' }).first();
  await untilShown(row.getByText('Copied'), () =>
    row.getByRole('button', { name: /^Copy for terminal/ }).click({ timeout: 3_000 }),
  );
  const keys = await page.evaluate(() => navigator.clipboard.readText());
  expect(pasteInShell(keys, LIST_LOGS).stdout.trim()).toBe('ok');

  await page.goto('/requests');
  await expect(page.getByText(/In use until/).first()).toBeVisible();
  await untilShown(page.getByText(/Ended by Rae Kim/), () =>
    page
      .getByRole('button', { name: 'End data-writer for Rae Kim' })
      .click({ timeout: 3_000 }),
  );
  expect(pasteInShell(keys, LIST_LOGS).stdout.trim()).toBe('AccessDenied');
  await page.goto('/requests?show=mine');
  await expect(page.getByText(/Ended by Rae Kim/)).toBeVisible();
  await look(page, 'requests-mine');
  await page.goto('/?q=data-writer');
  await expect(
    page.getByRole('link', { name: 'Ask for it: data-writer in Data' }),
  ).toBeVisible();
});

test('a glass is broken, ended by somebody in charge, and reviewed', async ({
  console,
  org,
  signInAs,
}) => {
  test.setTimeout(180_000);
  const { page, person: admin } = await signInAs('admin');
  await giveAnew(page, (dialog) => dialog.getByText('Break the glass').click());

  const rae = await org.addPerson('viewer', 'Rae Kim');
  await become(page, console, rae);
  await page.goto('/?q=data-writer');
  await page.getByRole('link', { name: 'Break the glass: data-writer in Data' }).click();
  await expect(page.getByText('You break a glass')).toBeVisible();
  await untilShown(page.getByText(/Approved\. The clock/).first(), async () => {
    const why = page.getByRole('textbox', { name: 'Why' });
    await why.fill('The nightly export is stuck.', { timeout: 3_000 });
    await page.getByRole('button', { name: 'Break the glass' }).click({ timeout: 3_000 });
  });

  await become(page, console, admin);
  await page.goto('/');
  await page
    .getByRole('link', {
      name: 'Look at it: Rae Kim broke the glass of data-writer in Data',
    })
    .click();
  const found = page.getByRole('textbox', { name: 'What you found' });
  await untilShown(found, () =>
    page
      .getByRole('button', { name: 'End data-writer for Rae Kim' })
      .click({ timeout: 3_000 }),
  );
  await look(page, 'requests-review');
  await found.fill('The export was stuck, and runs again.');
  await page
    .getByRole('button', { name: 'Close the review of data-writer for Rae Kim' })
    .click();
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
});
