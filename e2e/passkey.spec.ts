import type { Page } from '@playwright/test';
import { look } from './setup/look';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

/** A device that answers by itself, as one with a finger on it does. */
async function withDevice(page: Page) {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const toast = (page: Page, text: string) => page.getByText(text, { exact: true }).first();

test('a passkey is added, signs its person in, confirms that it is them, and is removed', async ({
  signInAs,
  failOnErrors,
}) => {
  test.setTimeout(180_000);
  const { page, person } = await signInAs('admin');
  await withDevice(page);
  const card = page.getByRole('region', { name: 'Passkeys' });
  const adding = page.getByRole('dialog', { name: 'Add a passkey' });
  const confirming = page.getByRole('dialog', { name: 'Confirm that it is you' });

  await test.step('added, by the password', async () => {
    await page.goto('/settings');
    await untilShown(adding, () =>
      card.getByRole('button', { name: 'Add a passkey' }).click({ timeout: 3_000 }),
    );
    await adding.getByLabel('Name').fill('Key ring');
    await look(page, 'add-passkey');
    await page.keyboard.press('Enter');
    await confirming.getByLabel('Password').fill(person.password);
    await page.keyboard.press('Enter');
    await expect(toast(page, 'The passkey is added.')).toBeVisible();
    await expect(card.getByRole('listitem')).toContainText('Key ring');
    await expect(card.getByRole('listitem')).toContainText('Not used yet');
  });

  await test.step('signs in, without a password', async () => {
    await page.getByRole('button', { name: /, you$/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await look(page, 'sign-in-with-passkey');
    const home = page.getByRole('button', { name: /, you$/ });
    await untilShown(home, () =>
      page.getByRole('button', { name: 'Use a passkey' }).click({ timeout: 3_000 }),
    );
  });

  await test.step('confirms', async () => {
    await page.goto('/settings');
    await untilShown(confirming, () =>
      page.getByRole('button', { name: 'Confirm now' }).click({ timeout: 3_000 }),
    );
    const use = confirming.getByRole('button', { name: 'Use a passkey' });
    await expect(use).toBeVisible();
    await look(page, 'confirm-by-passkey');
    await use.click();
    await expect(toast(page, 'Confirmed for 12 hours.')).toBeVisible();
    await expect(confirming).toHaveCount(0);
    await page.reload();
    await expect(card.getByRole('listitem')).toContainText('Last used');
    await look(page, 'settings-with-passkey');
  });

  await test.step('removed, and of no use any more', async () => {
    await card.getByRole('button', { name: 'Remove the passkey Key ring' }).click();
    await expect(toast(page, 'The passkey Key ring signs you in no more.')).toBeVisible();
    await page.context().clearCookies();
    await page.goto('/sign-in');
    const refused = page.getByText('This passkey did not sign you in', { exact: false });
    await untilShown(refused, () =>
      page.getByRole('button', { name: 'Use a passkey' }).click({ timeout: 3_000 }),
    );
    expect(failOnErrors.splice(0).every((text) => text.includes('400'))).toBe(true);
  });
});
