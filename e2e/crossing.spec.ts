import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { iamAs, stsAs } from './setup/aws-as';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';
import { applyAndProve, applyButton, planCrossing } from './setup/wizard';

const DATA_ADMIN = 'arn:aws:iam::444455556666:root';
const TOOLING_ADMIN = 'arn:aws:iam::111122223333:root';
const CI_DEPLOY = 'arn:aws:iam::111122223333:role/ci-deploy';
const ROLE = 'x-app-logs-writer';
const ROLE_ARN = `arn:aws:iam::444455556666:role/drawbridge-managed/${ROLE}`;

const ciDeploy = {
  who: 'ci-deploy',
  whoOption: /ci-deploy.*Tooling/,
  bucket: 'app-logs',
  access: 'write',
  under: 'logs/*',
  roleName: ROLE,
} as const;

test('0.5, 1.4: an operator sets up a crossing and sees it proven by success and by denial', async ({
  org,
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await signInAs('operator');
  await planCrossing(page, { ...ciDeploy, withExternalId: true });

  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'cannot write to app-logs',
  );
  await expect(page.getByText('Tooling').first()).toBeVisible();
  await applyAndProve(page);

  const mustNot = page
    .getByRole('heading', { name: 'Must not' })
    .locator('xpath=ancestor::div[2]');
  await expect(mustNot).toContainText('AccessDenied');
  await expect(page.getByText(/^(\d+) of \1 as expected$/)).toBeVisible();

  await page.getByRole('button', { name: 'Copy ARN' }).click();
  await expect(page.getByRole('button', { name: /Copied/ })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(ROLE_ARN);

  // Whatever the page says, AWS has the last word.
  const trust = await (await iamAs(org, DATA_ADMIN)).send(
    new GetRoleCommand({ RoleName: ROLE }),
  );
  expect(decodeURIComponent(trust.Role?.AssumeRolePolicyDocument ?? '')).toContain(
    CI_DEPLOY,
  );
  const caller = await stsAs(org, CI_DEPLOY);
  await expect(
    caller.send(
      new AssumeRoleCommand({ RoleArn: ROLE_ARN, RoleSessionName: 'no-external-id' }),
    ),
  ).rejects.toThrow(/not authorized to perform: sts:AssumeRole/);

  await page.getByRole('button', { name: 'Change…' }).click();
  await page.waitForURL(/\/new/);
  await page.getByRole('button', { name: /^Review plan/ }).click();
  await expect(page.getByText('No change: already so')).toBeVisible();
});

test('who can assume the role is shown before and after, with its proof', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await page.goto(`/access?q=${ROLE}`);
  await expect(page.getByText('No crossing matches')).toBeVisible();

  await planCrossing(page, ciDeploy);
  await expect(page.getByRole('heading', { name: 'Who gains access' })).toBeVisible();
  await applyAndProve(page);

  await page.goto(`/access?q=${ROLE}`);
  const row = page.getByText(/ci-deploy.*can become.*x-app-logs-writer/).first();
  await expect(row).toBeVisible();
  await untilShown(page.getByText('Trust policy').first(), () => row.click());
  await expect(page.getByText('Identity policy').first()).toBeVisible();
});

test('a failure in the second account stops the run, says what is where, and retries', async ({
  org,
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await planCrossing(page, ciDeploy);
  await org.practice.fail({
    service: 'iam',
    operation: 'PutRolePolicy',
    accountId: '111122223333',
    code: 'ServiceFailure',
    status: 400,
    message: 'The practice accounts were told to fail here.',
    times: 20,
  });
  await applyButton(page).click();
  await expect(page.getByRole('group', { name: 'Why it stopped' })).toContainText(
    'ServiceFailure',
    { timeout: 60_000 },
  );
  await expect(page.getByText('Written', { exact: true })).toBeVisible();
  await expect(page.getByText('As before')).toBeVisible();

  await org.practice.clearFaults();
  await page.getByRole('button', { name: /^Retry/ }).click();
  await expect(page.getByText(/^(\d+) of \1 as expected$/)).toBeVisible({
    timeout: 60_000,
  });
});

test('a run that failed half-way is undone: both accounts are as they were', async ({
  org,
  signInAs,
}) => {
  const tooling = await iamAs(org, TOOLING_ADMIN);
  const before = await tooling.send(
    new ListRolePoliciesCommand({ RoleName: 'ci-deploy' }),
  );
  const { page } = await signInAs('operator');
  await planCrossing(page, ciDeploy);
  await org.practice.fail({
    service: 'iam',
    operation: 'PutRolePolicy',
    accountId: '111122223333',
    code: 'ServiceFailure',
    status: 400,
    message: 'The practice accounts were told to fail here.',
    times: 20,
  });
  await applyButton(page).click();
  await page.getByRole('button', { name: /^Undo/ }).first().click({ timeout: 60_000 });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(ROLE);
  await dialog
    .getByRole('button', { name: /Undo|Delete/ })
    .last()
    .click();
  await expect(page.getByText('undone', { exact: true })).toBeVisible({
    timeout: 60_000,
  });

  const data = await iamAs(org, DATA_ADMIN);
  await expect(data.send(new GetRoleCommand({ RoleName: ROLE }))).rejects.toThrow(
    /cannot be found/,
  );
  const after = await tooling.send(
    new ListRolePoliciesCommand({ RoleName: 'ci-deploy' }),
  );
  expect(after.PolicyNames).toEqual(before.PolicyNames);
});

test('a proven crossing is undone byte for byte', async ({ org, signInAs }) => {
  const tooling = await iamAs(org, TOOLING_ADMIN);
  const policiesOf = async () => {
    const { PolicyNames = [] } = await tooling.send(
      new ListRolePoliciesCommand({ RoleName: 'ci-deploy' }),
    );
    return Promise.all(
      PolicyNames.map(async (PolicyName) => {
        const found = await tooling.send(
          new GetRolePolicyCommand({ RoleName: 'ci-deploy', PolicyName }),
        );
        return [PolicyName, found.PolicyDocument];
      }),
    );
  };
  const before = await policiesOf();
  const { page } = await signInAs('operator');
  await planCrossing(page, ciDeploy);
  await applyAndProve(page);
  expect(await policiesOf()).not.toEqual(before);

  await page.getByRole('button', { name: /^Undo/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(ROLE);
  await dialog
    .getByRole('button', { name: /Undo|Delete/ })
    .last()
    .click();
  await expect(page.getByText('undone', { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  expect(await policiesOf()).toEqual(before);
});

test('the proof turns red when somebody takes the external ID out at AWS', async ({
  org,
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await planCrossing(page, { ...ciDeploy, withExternalId: true });
  await applyAndProve(page);

  const data = await iamAs(org, DATA_ADMIN);
  const { Role } = await data.send(new GetRoleCommand({ RoleName: ROLE }));
  const trust = JSON.parse(
    decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '{}'),
  ) as {
    Statement: Record<string, unknown>[];
  };
  for (const statement of trust.Statement) delete statement['Condition'];
  await data.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: ROLE,
      PolicyDocument: JSON.stringify(trust),
    }),
  );

  await page.getByRole('button', { name: 'Test again' }).click();
  await expect(page.getByText(/^(\d+) of \1 as expected$/)).toBeHidden({
    timeout: 60_000,
  });
  await expect(page.getByText(/\d+ of \d+ as expected/)).toBeVisible({ timeout: 60_000 });
  await page.goto('/');
  await expect(page.getByText(/The proof is red/)).toBeVisible();
});
