import { GetRoleCommand, GetRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { iamAs, stsAs } from './setup/aws-as';
import { expect, test } from './setup/test';
import { tick } from './setup/tick';
import { untilShown } from './setup/until-shown';
import { applyAndProve, applyButton, pick } from './setup/wizard';

const ROLE = 'x-guarded-logs';
const ROLE_ARN = `arn:aws:iam::444455556666:role/drawbridge-managed/${ROLE}`;
const CI_DEPLOY = 'arn:aws:iam::111122223333:role/ci-deploy';

test('an operator adds guards by keyboard, and AWS refuses who breaks one of them', async ({
  org,
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await page.goto('/new?step=recipe');
  const recipe = page.getByRole('button', { name: /Share a bucket by role/ });
  const who = page.getByRole('combobox', { name: 'Who needs it?' });
  await untilShown(who, () => recipe.click({ timeout: 3_000 }));
  await pick(page, 'Who needs it?', 'ci-deploy', /ci-deploy.*Tooling/);
  await page.getByRole('button', { name: 'Continue' }).click();
  await pick(page, 'To what?', 'app-logs', /app-logs/);
  await page.getByLabel('Role name').fill(ROLE);

  await page.getByText('More guards').focus();
  await page.keyboard.press('Enter');
  for (const guard of ['End date', 'Session name', 'Session tags']) {
    await page.getByRole('checkbox', { name: guard, exact: true }).focus();
    await page.keyboard.press('Space');
  }
  // What is wrong is said at the field, in words that tell what to do.
  const names = page.getByLabel('Names of sessions');
  await names.fill('*');
  await names.blur();
  await expect(
    page.getByText('* fits every name, which guards nothing.').first(),
  ).toBeVisible();
  await names.fill('deploy-*');
  await page.getByLabel('Tags and their values').fill('team=web|api');
  await page.getByLabel('Ends at').fill('2030-06-01T12:00');
  const crossing = page.getByRole('region', { name: 'The crossing so far' });
  await expect(crossing).toContainText('the session name matches deploy-*');
  await expect(crossing).toContainText('the session tag team is api or web');
  await expect(page.getByText(/Both sides get sts:TagSession/)).toBeVisible();
  // What was typed is still there after a reload, and unfolds where it is on.
  await page.reload();
  await expect(page.getByText(/on: end date, session name, session tags/)).toBeVisible();

  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await expect(applyButton(page)).toBeVisible();
  await applyAndProve(page);
  await expect(page.getByText(/under another session name/)).toBeVisible();
  await expect(page.getByText(/without its tags/)).toBeVisible();

  const data = await iamAs(org, 'arn:aws:iam::444455556666:root');
  const { Role } = await data.send(new GetRoleCommand({ RoleName: ROLE }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(
    '2030-06-01T',
  );
  const tooling = await iamAs(org, 'arn:aws:iam::111122223333:root');
  const { PolicyDocument } = await tooling.send(
    new GetRolePolicyCommand({
      RoleName: 'ci-deploy',
      PolicyName: `AllowAssume-${ROLE}`,
    }),
  );
  expect(decodeURIComponent(PolicyDocument ?? '')).toContain('sts:TagSession');
  const caller = await stsAs(org, CI_DEPLOY);
  const call = { RoleArn: ROLE_ARN, RoleSessionName: 'deploy-1' };
  await expect(caller.send(new AssumeRoleCommand(call))).rejects.toThrow(
    /not authorized/,
  );
  const tagged = { ...call, Tags: [{ Key: 'team', Value: 'web' }] };
  await expect(caller.send(new AssumeRoleCommand(tagged))).resolves.toBeTruthy();
});

test('1.2: a person is asked for MFA from the start, a workload is not', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await page.goto('/new?step=recipe');
  const recipe = page.getByRole('button', { name: /Share a bucket by role/ });
  const who = page.getByRole('combobox', { name: 'Who needs it?' });
  await untilShown(who, () => recipe.click({ timeout: 3_000 }));
  const mfa = page.getByRole('checkbox', { name: 'MFA', exact: true });
  for (const [name, option, isOn] of [
    ['jonas', /jonas.*People/, true],
    ['ci-deploy', /ci-deploy.*Tooling/, false],
  ] as const) {
    await page.goto('/new?step=who');
    await pick(page, 'Who needs it?', name, option);
    await page.getByRole('button', { name: 'Continue' }).click();
    // The first field opens its list, over everything else.
    await page.keyboard.press('Escape');
    await expect(mfa).toBeVisible();
    expect(await mfa.isChecked()).toBe(isOn);
  }
  // Asked for all the same, it is not taken off by picking the same caller once more.
  await tick(mfa);
  await page.goto('/new?step=who');
  const again = page.getByRole('combobox', { name: 'Who needs it?' });
  const option = page.getByRole('option', { name: /ci-deploy.*Tooling/ });
  await untilShown(option, () => again.press('ArrowDown'));
  await option.click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.keyboard.press('Escape');
  await expect(mfa).toBeChecked();
});

test('4.4: administrator access for people asks for an end and the role’s name', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await page.goto('/new?step=recipe');
  const recipe = page.getByRole('button', { name: /Role for people/ });
  const who = page.getByRole('combobox', { name: 'Who needs it?' });
  await untilShown(who, () => recipe.click({ timeout: 3_000 }));
  await pick(page, 'Who needs it?', 'anna', /anna/);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /In which account/ }).click();
  await page.getByRole('option', { name: /Data/ }).click();
  await expect(page.getByRole('checkbox', { name: 'MFA', exact: true })).toBeChecked();
  const picked = page.getByRole('list', { name: 'Picked policies' });
  const pickAdministrator = async () => {
    await page.getByRole('combobox', { name: 'Managed policies' }).fill('Administrator');
    await page.getByRole('option', { name: /^AdministratorAccess/ }).click();
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(picked).toContainText('AdministratorAccess');
  };
  await pickAdministrator();
  // Taken off, it is offered again.
  await page.getByRole('button', { name: 'Remove AdministratorAccess' }).click();
  await expect(picked).toBeHidden();
  await pickAdministrator();
  await expect(page.getByText(/makes administrators/).first()).toBeVisible();
  await expect(page.getByText(/Administrator access has an end/).first()).toBeVisible();
  await tick(page.getByRole('checkbox', { name: 'End date', exact: true }));
  await page.getByLabel('Ends at').fill('2030-06-01T12:00');
  await page.getByLabel('Role name', { exact: false }).first().fill('x-emergency');
  await page.getByLabel('Role name once more').fill('x-emergency');
  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await expect(
    page.getByText('AdministratorAccess on role x-emergency').first(),
  ).toBeVisible();
  await expect(page.getByText(/makes administrators/).first()).toBeVisible();
});
