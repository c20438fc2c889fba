import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import { challengeOf } from '@/lib/core/pkce';
import { iamAs, stsAs } from './setup/aws-as';
import { look } from './setup/look';
import type { Org } from './setup/org';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const PROD = 'arn:aws:iam::777788889999:role/';

/** A role that the taken one may take in turn. */
async function makeReachable(org: Org) {
  const iam = await iamAs(org, 'arn:aws:iam::777788889999:root');
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `${PROD}deploy` },
    Action: 'sts:AssumeRole',
  };
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'taken-next',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: trust,
      }),
    }),
  );
}

async function takeRole(sts: STSClient, RoleArn: string, RoleSessionName: string) {
  const asked = { RoleArn, RoleSessionName };
  return (await sts.send(new AssumeRoleCommand(asked))).Credentials;
}

const clientWith = (org: Org, keys: Credentials | undefined) =>
  new STSClient({
    region: 'us-east-1',
    endpoint: org.practice.url,
    credentials: {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    },
  });

const VERIFIER = 'v'.repeat(43);

test('the sessions page finds what was taken past the console, and ends it', async ({
  signInAs,
  org,
}) => {
  test.setTimeout(240_000);
  const sts = await stsAs(org, 'arn:aws:iam::111122223333:role/release-bot', 'us-east-1');
  const first = await takeRole(sts, `${PROD}deploy`, 'nightly-7');
  await makeReachable(org);
  await takeRole(clientWith(org, first), `${PROD}taken-next`, 'hop-8');
  const { page } = await signInAs('admin');
  await page.goto('/access/sessions');
  const past = page.getByRole('region', { name: 'Taken past this console' });
  const named = page.getByText('nightly-7', { exact: true });
  const row = past.getByRole('row').filter({ has: named });
  await past.getByRole('button', { name: 'Look in CloudTrail' }).click();
  await expect(past.getByRole('status').first()).toContainText(
    /\d+ of \d+ accounts read\./,
  );
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('assumed-role/release-bot/');
  await expect(row).toContainText(/min left|1 h left/);
  await look(page, 'sessions-past-console');

  const dialog = page.getByRole('dialog');
  await untilShown(dialog, () => row.getByRole('button', { name: /^Revoke/ }).click());
  await expect(dialog).toContainText('which began before now, whoever took them');
  await expect(dialog).toContainText('a later session of that name works on');
  await dialog.getByRole('button', { name: 'Revoke this session' }).click();
  await expect(dialog).toContainText('This session is denied everything');
  const next = dialog.getByRole('region', { name: 'Roles taken from this session' });
  await expect(next).toContainText('1 found, 1 of them live.');
  await expect(next.getByRole('listitem')).toContainText('taken-next');
  await look(page, 'revoke-chained');
  await next.getByRole('button', { name: 'Revoke this one as well' }).click();
  await expect(next.getByRole('listitem')).toContainText('revoked');
  await expect(next.getByRole('listitem')).toContainText('the policy denies it');
  await dialog.getByRole('button', { name: 'Close' }).click();
  // While it looks again there is no row at all.
  await expect(past.getByRole('status').first()).toContainText(/accounts? read\./);
  await expect(row).toHaveCount(0);
});

test('a computer is signed in by the code that its person types', async ({
  signInAs,
  org,
  console,
  failOnErrors,
}) => {
  test.setTimeout(120_000);
  const { page, person } = await signInAs('admin');
  await page.goto('/cli/device');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Codes are off');
  await page.goto('/settings');
  await page.getByRole('button', { name: /Computers sign in/ }).click();
  await page.getByRole('option', { name: 'By a typed code as well' }).click();
  await expect
    .poll(() => org.ports.workspaces.allowsDeviceCodes(org.workspaceId))
    .toBe(true);

  const post = async (path: string, body: object) => {
    const response = await fetch(`${console.origin}/api/v1/cli/device${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, string>;
  };
  const codeChallenge = challengeOf(VERIFIER);
  const asked = { name: 'server-1', person: person.email, codeChallenge };
  const { typedCode = '', deviceCode } = await post('', asked);
  await page.goto('/cli/device');
  await look(page, 'device-code');
  await page.getByLabel('Code').fill('BBBB-BBBB');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('This code is wrong, was used')).toBeVisible();
  expect(failOnErrors.splice(0).every((text) => text.includes('400'))).toBe(true);
  await page.getByLabel('Code').fill(typedCode.toLowerCase());
  await page.getByLabel('Code').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Sign in on server-1?',
  );
  await expect(page.getByText('127.0.0.1')).toBeVisible();
  await look(page, 'device-question');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('dialog').getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The computer is signed in',
  );
  const given = await post('/token', { deviceCode, verifier: VERIFIER });
  expect(given).toMatchObject({ state: 'signed-in', person: person.name });
});
