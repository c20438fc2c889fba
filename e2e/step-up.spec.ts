import type { Locator, Page } from '@playwright/test';
import { roleGrantsPath } from '@/lib/core/links';
import { look } from './setup/look';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const ROLE = 'arn:aws:iam::777788889999:role/prod-read';

/** An administrator changes the grant of everybody, by the page of the role. */
async function askEachTime(page: Page) {
  await page.goto(roleGrantsPath(ROLE));
  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () =>
    page.getByRole('button', { name: 'Change the grant of everybody' }).click(),
  );
  await dialog.getByRole('button', { name: /Confirm that it is them/ }).click();
  await page.getByRole('option', { name: /^Each time/ }).click();
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/confirmed each time/).first()).toBeVisible();
}

async function rowOf(page: Page): Promise<Locator> {
  await page.goto('/');
  const row = page.getByRole('listitem').filter({ hasText: 'prod-read' }).first();
  await untilShown(row, () => page.getByLabel('Filter your roles').fill('prod-read'));
  return row;
}

test('a role that asks each time is taken with the click that asked for it', async ({
  signInAs,
  context,
  failOnErrors,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, person } = await signInAs('admin');
  await askEachTime(page);
  const row = await rowOf(page);
  await expect(row).toContainText('you confirm each time');
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  const password = dialog.getByLabel('Password');

  await test.step('copied, after a wrong password and the right one', async () => {
    const copy = row.getByRole('button', { name: /^Copy for terminal/ });
    await untilShown(dialog, () => copy.click());
    await expect(dialog).toContainText('For prod-read in Prod.');
    await look(page, 'step-up-dialog');
    await password.fill('not it at all');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('The password is not right.');
    expect(failOnErrors.splice(0).every((text) => text.includes('400'))).toBe(true);
    await password.fill(person.password);
    await page.keyboard.press('Enter');
    await expect(copy).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^export AWS_SESSION_TOKEN=/m,
    );
  });

  await test.step('opened in the console, after another', async () => {
    await row.getByRole('button', { name: /Open console/ }).click();
    await password.fill(person.password);
    const popup = page.waitForEvent('popup');
    await page.keyboard.press('Enter');
    await expect((await popup).getByTestId('identity')).toContainText('prod-read/db-');
  });

  await test.step('not at all by who leaves the dialog', async () => {
    await row.getByRole('button', { name: /^Copy for terminal/ }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(row).toContainText('you did not confirm that it is you');
  });
});

test('the least that every grant asks for is set in Settings', async ({ signInAs }) => {
  const { page, person } = await signInAs('admin');
  await page.goto('/settings');
  const card = page.getByRole('region', { name: 'Confirming that it is you' });
  await card.getByRole('button', { name: /People confirm/ }).click();
  await page.getByRole('option', { name: 'Every 12 hours' }).click();
  await expect(card.getByRole('button', { name: /People confirm/ })).toContainText(
    'Every 12 hours',
  );
  await expect(await rowOf(page)).toContainText('you confirm first');
  await page.goto('/settings');
  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () =>
    card.getByRole('button', { name: 'Confirm now' }).click(),
  );
  await dialog.getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Confirmed for 12 hours.').first()).toBeVisible();
  await expect(await rowOf(page)).not.toContainText('you confirm');
});

test('an invite waits for a confirmation where the sign-in is too long ago', async ({
  org,
  signInAs,
}) => {
  const { page, person } = await signInAs('admin');
  const { adapter } = await org.ports.auth.$context;
  await adapter.updateMany({
    model: 'session',
    where: [{ field: 'userId', value: person.userId }],
    update: { createdAt: new Date(Date.now() - 3_600_000) },
  });
  await page.goto('/settings/people');
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  await untilShown(form, () =>
    page.getByRole('button', { name: 'Invite somebody' }).click(),
  );
  await form.getByLabel('E-mail').fill('kim@example.com');
  await form.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expect(dialog).toContainText('For administering this workspace.');
  await dialog.getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('alertdialog', { name: 'kim@example.com is invited' }),
  ).toBeVisible();
});
