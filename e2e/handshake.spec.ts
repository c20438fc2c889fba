import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Locator } from '@playwright/test';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { iamAs, stsAs } from './setup/aws-as';
import { look } from './setup/look';
import type { Org } from './setup/org';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';
import { applyButton, pick, planCrossing } from './setup/wizard';

const TOOLING = '111122223333';
const CI = `arn:aws:iam::${TOOLING}:role/ci-deploy`;
const ROLE = 'x-app-logs-handshake';
const ROLE_ARN = `arn:aws:iam::444455556666:role/drawbridge-managed/${ROLE}`;
const hasCli = isThere('aws', ['--version']);
const run = promisify(execFile);

/** Pastes what the page shows into a bash that has keys of one principal. */
async function paste(org: Org, principal: string, text: string): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-'));
  const file = path.join(folder, 'pasted.sh');
  writeFileSync(file, text);
  const keys = await org.practice.actAs(principal);
  const env = commandEnvironment(org.practice.url, folder, keys);
  const { stdout } = await run('bash', [file], { env });
  rmSync(folder, { recursive: true, force: true });
  return stdout;
}

/** What the owner does where there is no aws command: the same two calls. */
async function byHand(org: Org, document: string): Promise<void> {
  const iam = await iamAs(org, `arn:aws:iam::${TOOLING}:root`);
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'ci-deploy',
      PolicyName: `AllowAssume-${ROLE}`,
      PolicyDocument: document,
    }),
  );
  const sts = await stsAs(org, CI);
  await sts.send(
    new AssumeRoleCommand({ RoleArn: ROLE_ARN, RoleSessionName: 'by-its-owner' }),
  );
}

/** What a section shows to be pasted. */
const textOf = async (section: Locator) =>
  (await section.locator('pre').textContent()) ?? '';

test('the owner of another account runs their half from a link, and both pages turn green', async ({
  org,
  signInAs,
  browser,
  failOnErrors,
}) => {
  test.setTimeout(240_000);
  await org.ports.accounts.setConnection(org.workspaceId, TOOLING, null);
  const { page } = await signInAs('operator');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await planCrossing(page, {
    who: 'ci-deploy',
    whoOption: /ci-deploy.*Tooling/,
    bucket: 'app-logs',
    access: 'write',
    roleName: ROLE,
  });
  await expect(page.getByText('to be run by its owner').first()).toBeVisible();
  await applyButton(page).click();
  await expect(page.getByText('Waiting for the owner of Tooling').first()).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Copy link for its owner' }).click();
  await expect(page.getByText('not opened yet')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/handshake#[a-z2-7]{52}$/);

  const stranger = await browser.newContext();
  const owner = await stranger.newPage();
  owner.on('pageerror', (error) => failOnErrors.push(String(error)));
  const answer = await owner.goto(link);
  expect(answer?.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  });
  const asked = `Role ci-deploy of account ${TOOLING} may ask for the role ${ROLE}`;
  await expect(owner.getByRole('heading', { level: 1 })).toContainText(asked);
  await expect(owner.locator('body')).not.toContainText('app-logs in Data');
  await look(owner, 'handshake');
  const creation = owner.getByRole('region', { name: '1. Create it' });
  const script = await textOf(creation);
  const check = await textOf(owner.getByRole('region', { name: '2. Test it' }));
  const created = owner.getByRole('region', { name: /^What it creates/ });
  if (hasCli) {
    await paste(org, `arn:aws:iam::${TOOLING}:root`, script);
    expect(await paste(org, CI, check)).toContain(`assumed-role/${ROLE}/`);
  } else await byHand(org, await textOf(created));

  await expect(owner.getByRole('heading', { name: 'Thank you, it works' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(/Both halves agree/).first()).toBeVisible({
    timeout: 30_000,
  });

  // A link that is pasted wrong and then right, in the same tab.
  await owner.goto(`${new URL(link).origin}/handshake#${'a'.repeat(52)}`);
  await expect(owner.getByText('Nothing stands here')).toBeVisible();
  await owner.goto(link);
  await expect(owner.getByRole('heading', { name: 'Thank you, it works' })).toBeVisible();

  await page.reload();
  const revoke = page.getByRole('button', { name: /^Revoke the link/ });
  // An answer that is lost on its way is told of, and nothing waits for it for ever.
  const plan = /\/plans\/[0-9a-f-]+$/;
  await page.route(plan, (route) =>
    route.request().method() === 'POST' ? route.fulfill({ body: '' }) : route.fallback(),
  );
  await untilShown(page.getByText('The link was not revoked'), () => revoke.click());
  await page.unroute(plan);
  await revoke.click();
  await expect(page.getByText('revoked', { exact: true })).toBeVisible();
  await owner.reload();
  await expect(owner.getByText('Nothing stands here')).toBeVisible();
  await stranger.close();
});

test('the word of an owner is kept as their word, and never shown as a proof', async ({
  org,
  signInAs,
  browser,
}) => {
  test.setTimeout(180_000);
  await org.ports.accounts.setConnection(org.workspaceId, TOOLING, null);
  const { page } = await signInAs('operator');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/new?step=recipe');
  const who = page.getByRole('combobox', { name: 'Who needs it?' });
  await untilShown(who, () =>
    page.getByRole('button', { name: /Bucket policy only/ }).click({ timeout: 3_000 }),
  );
  await pick(page, 'Who needs it?', 'ci-deploy', /ci-deploy.*Tooling/);
  await page.getByRole('button', { name: 'Continue' }).click();
  await pick(page, 'To what?', 'app-logs', /app-logs/);
  await page.getByRole('button', { name: /^Review plan/ }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await applyButton(page).click();
  await expect(page.getByText('Waiting for the owner of Tooling').first()).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Copy link for its owner' }).click();
  await expect(page.getByText('not opened yet')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const owner = await (await browser.newContext()).newPage();
  await owner.goto(link);
  const step = owner.getByRole('region', { name: '3. Say that it is done' });
  await expect(step).toContainText('said to be run, not as proven');
  await look(owner, 'handshake-confirm');
  await step.getByRole('button', { name: 'I have run it' }).click();
  await expect(step.getByRole('status')).toContainText('You said that it is run');
  // It may have been pressed too early: what there is to run stays.
  await owner.reload();
  await expect(step.getByRole('status')).toContainText('You said that it is run');
  await expect(owner.getByRole('region', { name: '1. Create it' })).toBeVisible();

  await expect(page.getByText('Said to be run, not proven').first()).toBeVisible({
    timeout: 30_000,
  });
  await look(page, 'plan-confirmed');
  await owner.context().close();
});
