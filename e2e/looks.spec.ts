import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { rolePath } from '@/lib/core/links';
import { iamAs } from './setup/aws-as';
import { look } from './setup/look';
import { type Org, readAgain } from './setup/org';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';
import { planVendor, reviewVendorPlan, vendorApplyButton } from './setup/vendor';
import { applyAndProve, planCrossing } from './setup/wizard';

const PROD = '777788889999';
/** Given to everybody in practice. */
const DATA_WRITER = 'arn:aws:iam::444455556666:role/data-writer';

/** The trust policy of a role in Prod is another one since it was read first, and was read again. */
async function changeTrust(org: Org, roleName: string): Promise<void> {
  const iam = await iamAs(org, `arn:aws:iam::${PROD}:root`);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
  const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '{}'));
  const PolicyDocument = JSON.stringify({ ...trust, Id: 'by-hand' });
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }),
  );
  await readAgain(org, [PROD]);
}

test.describe('every page can be read by everybody', () => {
  test('home and the drawer', async ({ signInAs }) => {
    const { page } = await signInAs('admin');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, 'home');
    await page.getByLabel('Filter your roles').fill('prod-read');
    await page.getByRole('button', { name: /^prod-read in Prod, credentials/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'home-drawer');
  });

  test('the exercises of practice', async ({ signInAs }) => {
    const { page } = await signInAs('admin');
    await page.goto('/practice');
    await expect(page.getByText('0 of 13 solved')).toBeVisible();
    await page.getByText('Hint 1').click();
    await look(page, 'practice');
  });

  test('access, its proof and a role', async ({ org, signInAs }) => {
    test.setTimeout(240_000);
    const { page } = await signInAs('admin');
    await changeTrust(org, 'deploy');
    await page.goto('/access');
    await expect(page.getByText(/can become/).first()).toBeVisible();
    await look(page, 'access');
    await page.goto(rolePath(`arn:aws:iam::${PROD}:role/deploy`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('deploy');
    for (const tab of [
      'Who can assume',
      'Who may take it here',
      'What it can do',
      'Policies',
      'History',
    ]) {
      await page
        .getByRole('tab', { name: tab })
        .or(page.getByRole('link', { name: tab }))
        .first()
        .click();
      if (tab === 'History')
        await expect(
          page.getByRole('button', { name: 'Restore version 1…' }),
        ).toBeVisible();
      await look(page, `role-${tab.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  test('groups of people, and grants as a file', async ({ signInAs }) => {
    const { page } = await signInAs('admin');
    await page.goto('/settings/grants');
    await expect(page.getByText('No groups yet')).toBeVisible();
    const dialog = page.getByRole('dialog');
    await untilShown(dialog, () =>
      page.getByRole('button', { name: 'New group' }).click({ timeout: 3_000 }),
    );
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Platform');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change the group Platform' }).click();
    await dialog.getByRole('button', { name: 'Remove the group' }).click();
    await expect(page.getByText('No groups yet')).toBeVisible();

    const file = page.getByLabel('File', { exact: true });
    const roles = { [DATA_WRITER]: [] };
    await file.fill(JSON.stringify({ format: 'drawbridge-grants-1', roles }));
    await page.getByRole('button', { name: 'Show what it changes' }).click();
    await page.getByRole('button', { name: 'Make 1 change' }).click();
    await expect(page.getByText('1 change is made.').first()).toBeVisible();
    await file.fill('{}');
    await page.getByRole('button', { name: 'Show what it changes' }).click();
    await expect(page.getByText('The file cannot be used yet')).toBeVisible();
    await look(page, 'grants');
  });

  test('the findings of a role and what mends them', async ({ signInAs }) => {
    const { page } = await signInAs('admin');
    await page.goto(
      `${rolePath('arn:aws:iam::666655554444:role/lumen-export')}?tab=policies`,
    );
    await page.getByText('The trust policy as it should stand').first().click();
    await look(page, 'role-findings');
  });

  test('the doctor: empty, asking for more, and with an answer', async ({ signInAs }) => {
    test.setTimeout(180_000);
    const { page } = await signInAs('admin');
    await page.goto('/access/doctor');
    await expect(page.getByText('Nothing pasted yet')).toBeVisible();
    await look(page, 'doctor');
    const message = page.getByRole('textbox', { name: 'Message' });
    await message.fill('AccessDenied: Access Denied');
    await expect(page.getByRole('textbox', { name: 'Who asked' })).toBeVisible();
    await look(page, 'doctor-missing');
    await message.fill(
      'User: arn:aws:sts::111122223333:assumed-role/old-jenkins/build is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::777788889999:role/deploy because no identity-based policy allows the sts:AssumeRole action',
    );
    await expect(page.getByRole('article', { name: 'Diagnosis' })).toBeVisible();
    await look(page, 'doctor-diagnosis');
  });

  test('the wizard, the plan and the proof', async ({ signInAs }) => {
    test.setTimeout(300_000);
    const { page } = await signInAs('admin');
    await page.goto('/new');
    await look(page, 'new-recipe');
    await planCrossing(page, {
      who: 'ci-deploy',
      whoOption: /ci-deploy.*Tooling/,
      bucket: 'app-logs',
      access: 'write',
      under: 'logs/*',
      roleName: 'x-app-logs-writer',
      withExternalId: true,
      endsAt: '2031-05-04T10:00',
    });
    const plan = page.url();
    await look(page, 'plan');
    for (const [step, shown] of [
      ['who', page.getByRole('combobox', { name: 'Who needs it?' })],
      ['what', page.getByLabel('Role name')],
      ['review', page.getByRole('heading', { level: 2, name: 'Check it once more' })],
    ] as const) {
      await page.goto(`/new?step=${step}`);
      await expect(shown).toBeVisible();
      await look(page, `new-${step}`);
    }
    await page.goto(plan);
    await applyAndProve(page);
    await expect(page.getByRole('region', { name: 'Its end' })).toBeVisible();
    await look(page, 'plan-proven');
    await page.getByRole('button', { name: 'Change the date…' }).click();
    await expect(page.getByText('You are changing x-app-logs-writer')).toBeVisible();
    await expect(page.getByLabel('Ends at')).toBeVisible();
    await look(page, 'new-change');
    await page.goto('/plans');
    await look(page, 'plans');
  });

  test('the vendor recipe, its plan and what is handed over', async ({ signInAs }) => {
    test.setTimeout(240_000);
    const { page } = await signInAs('admin');
    await planVendor(page, {
      account: '999900001111',
      externalId: 'lum-9Z1k-look',
      roleName: 'x-lumen-look',
    });
    await look(page, 'vendor-what');
    await page.goto('/new?step=who');
    await expect(page.getByRole('combobox', { name: 'Which vendor?' })).toBeVisible();
    await look(page, 'vendor-who');
    await page.goto('/new?step=review');
    await expect(
      page.getByText('lum-9Z1k-look').filter({ visible: true }).first(),
    ).toBeVisible();
    await look(page, 'vendor-review');
    await reviewVendorPlan(page);
    await look(page, 'vendor-plan');
    await vendorApplyButton(page).click();
    await expect(page.getByText('1 of 1 as expected')).toBeVisible({ timeout: 60_000 });
    await look(page, 'vendor-proof');
  });

  test('activity, settings and accounts', async ({ signInAs }) => {
    const { page } = await signInAs('admin');
    for (const [path, name] of [
      ['/activity', 'activity'],
      ['/settings', 'settings'],
      ['/settings/accounts', 'accounts'],
      ['/settings/accounts/111122223333', 'account'],
      ['/settings/accounts/connect', 'connect'],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await look(page, name);
    }
  });

  test('sign-in and a page that does not exist', async ({ page, org, failOnErrors }) => {
    await org.addPerson('admin');
    await page.goto('/sign-in');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await look(page, 'sign-in');
    await page.goto('/no/such/page');
    await look(page, 'not-found');
    // The browser reports the 404 of the page itself.
    expect(failOnErrors.splice(0).every((text) => text.includes('404'))).toBe(true);
  });
});
