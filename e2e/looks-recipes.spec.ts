import type { Page } from '@playwright/test';
import { chooseRecipe } from './setup/choose-recipe';
import { look } from './setup/look';
import { recordSession } from './setup/record-session';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

/** The screens of a recipe before anything was said. */
async function lookAtScreens(page: Page, title: RegExp, name: string): Promise<void> {
  await chooseRecipe(page, title);
  await look(page, `${name}-who`);
  await page.goto('/new?step=what');
  await expect(page.getByLabel('Role name')).toBeVisible();
  await look(page, `${name}-what`);
}

test.describe('the recipes look right', () => {
  test.describe.configure({ timeout: 240_000 });

  test('a workload to a bucket', async ({ signInAs }) => {
    const { page } = await signInAs('operator');
    await lookAtScreens(page, /Workload to a bucket/, 'new-workload');
  });

  test('a role for people, with every guard asked for and all that is said of it', async ({
    signInAs,
  }) => {
    const { page } = await signInAs('operator');
    await chooseRecipe(page, /Role for people/);
    await page.goto('/new?step=what');
    await page.getByText(/more guards/i).click();
    for (const guard of await page.getByRole('checkbox').all()) {
      if (await guard.isChecked()) continue;
      await guard.focus();
      await page.keyboard.press('Space');
    }
    await page.getByText('More about the role').click();
    await page.getByLabel('Owner').fill('Team Payments');
    await page.getByLabel('Ticket').fill('https://tickets.example.com/PAY-7');
    await page.getByRole('button', { name: 'Tag it with owner and ticket' }).click();
    await expect(page.getByLabel('Value 2')).toHaveValue(/PAY-7$/);
    await look(page, 'new-people-what');
  });

  test('a crossing that is written by hand', async ({ signInAs }) => {
    const { page } = await signInAs('operator');
    await lookAtScreens(page, /Written by hand/, 'new-blank');
  });

  test('tokens and sign-ins from elsewhere', async ({ signInAs }) => {
    const { page } = await signInAs('operator');
    await lookAtScreens(page, /CI by OIDC/, 'new-ci');
    for (const [title, name] of [
      [/EKS service account/, 'new-eks'],
      [/Role for an AWS service/, 'new-service'],
      [/People by SAML/, 'new-saml'],
      [/Account access manager/, 'new-access-manager'],
    ] as const) {
      await chooseRecipe(page, title);
      await look(page, `${name}-who`);
    }
  });

  test('the sessions of everybody, how one is ended and how one is begun', async ({
    org,
    signInAs,
  }) => {
    const { page } = await signInAs('admin');
    await recordSession(org);
    await page.goto('/access/sessions');
    await expect(page.getByText('db-lee-abcdefgh')).toBeVisible();
    await look(page, 'sessions');
    const revoke = page.getByRole('button', { name: /^Revoke/ });
    await untilShown(page.getByRole('dialog'), () => revoke.click());
    await look(page, 'revoke');
    await page.goto('/go/444455556666/data-writer');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, 'go');
  });
});
