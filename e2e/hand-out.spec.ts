import { look } from './setup/look';
import { expect, test } from './setup/test';
import { tick } from './setup/tick';
import { untilShown } from './setup/until-shown';
import { applyAndProve, pick } from './setup/wizard';

test('0.4: a role is made, handed out with its plan, and taken by one click', async ({
  signInAs,
}) => {
  test.setTimeout(180_000);
  const { page, person } = await signInAs('admin');
  await page.goto('/new?step=recipe');
  const who = page.getByRole('combobox', { name: 'Who needs it?' });
  await untilShown(who, () =>
    page.getByRole('button', { name: /Role for people/ }).click({ timeout: 3_000 }),
  );
  await pick(page, 'Who needs it?', 'anna', /anna/);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /In which account/ }).click();
  await page.getByRole('option', { name: /Data/ }).click();
  await page.getByRole('combobox', { name: 'Managed policies' }).fill('ViewOnly');
  await page.getByRole('option', { name: /^ViewOnlyAccess/ }).click();
  await page.getByLabel('Role name').fill('x-handed-out');
  await tick(page.getByRole('checkbox', { name: /Let this console hand it out/ }));
  await look(page, 'new-hand-out');
  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await expect(page.getByText('ConsoleMayHandOut').first()).toBeVisible();

  const card = page.getByRole('region', { name: 'Let this console hand it out' });
  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () =>
    card.getByRole('button', { name: 'Say who may take it' }).click(),
  );
  await dialog.getByRole('combobox', { name: 'To whom' }).fill(person.name);
  await page.getByRole('option', { name: new RegExp(person.name) }).click();
  await dialog.getByRole('button', { name: 'Give it' }).click();
  await expect(dialog).toBeHidden();
  await expect(card.getByText('once it is proven', { exact: true })).toBeVisible();
  await look(page, 'plan-hand-out');
  await applyAndProve(page);
  await expect(card.getByText('given', { exact: true })).toBeVisible({ timeout: 30_000 });

  await page.goto('/');
  const row = page.getByRole('listitem').filter({ hasText: 'x-handed-out' }).first();
  await untilShown(row, () => page.getByLabel('Filter your roles').fill('x-handed-out'));
  const popup = page.waitForEvent('popup');
  await row.getByRole('button', { name: /Open console/ }).click();
  await expect((await popup).getByTestId('identity')).toContainText('x-handed-out/db-');
});
