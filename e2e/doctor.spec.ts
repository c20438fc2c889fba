import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { iamAs, kmsAs, stsAs } from './setup/aws-as';
import { look } from './setup/look';
import { readAgain } from './setup/org';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';

const OLD_JENKINS = 'arn:aws:iam::111122223333:role/old-jenkins';
const DEPLOY = 'arn:aws:iam::777788889999:role/deploy';

test('a person pastes what AWS refused and sees the policy that did it, without a reload', async ({
  org,
  signInAs,
}) => {
  const sts = await stsAs(org, OLD_JENKINS);
  const refused = await sts
    .send(new AssumeRoleCommand({ RoleArn: DEPLOY, RoleSessionName: 'build' }))
    .then(
      () => '',
      (error: Error) => error.message,
    );
  expect(refused).toContain('service control policy');

  const { page } = await signInAs('viewer');
  await page.goto('/access');
  await page.getByRole('link', { name: 'Why was it denied?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Doctor' })).toBeVisible();
  await expect(page.getByText('Nothing pasted yet')).toBeVisible();

  const message = page.getByRole('textbox', { name: 'Message' });
  await message.focus();
  await page.keyboard.insertText(
    `An error occurred (AccessDenied) when calling the AssumeRole operation: ${refused}`,
  );
  const diagnosis = page.getByRole('article', { name: 'Diagnosis' });
  await expect(diagnosis.getByRole('status').first()).toContainText(
    /old-jenkins, session .* may not call sts:AssumeRole on deploy in Prod, because SCP .* says no/,
  );
  await expect(diagnosis).toContainText('our reading is the same');
  await expect(
    diagnosis.getByRole('heading', { name: 'Service control policy (SCP)' }),
  ).toBeVisible();
  await expect(
    diagnosis.getByText(/take out or narrow statement \d+ of policy/),
  ).toBeVisible();
  await expect(diagnosis.getByRole('button', { name: 'Copy as text' })).toBeVisible();

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(diagnosis).toBeHidden();
  await expect(message).toHaveValue('');
});

test('a message that leaves out who asked is completed by hand', async ({ signInAs }) => {
  const { page } = await signInAs('viewer');
  await page.goto('/access/doctor');
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill(
      'upload failed: ./a.txt to s3://app-logs/logs/a.txt An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    );
  await expect(page.getByText('Add who asked')).toBeVisible();
  await page.getByRole('textbox', { name: 'Who asked' }).fill(OLD_JENKINS);
  const diagnosis = page.getByRole('article', { name: 'Diagnosis' });
  await expect(diagnosis.getByRole('status').first()).toContainText(
    /old-jenkins in Tooling may not call s3:PutObject on app-logs\/logs\/a\.txt in/,
  );
  await expect(diagnosis.getByRole('heading', { name: 'Resource policy' })).toBeVisible();
});

test('text that is no denial is told so', async ({ signInAs }) => {
  const { page } = await signInAs('viewer');
  await page.goto('/access/doctor');
  await page.getByRole('textbox', { name: 'Message' }).fill('It does not work.');
  await expect(
    page.getByText(/does not read like an access denied message/),
  ).toBeVisible();
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a token is looked at in the browser, and only the claims that the trust names leave it', async ({
  org,
  signInAs,
}) => {
  const host = 'token.actions.githubusercontent.com';
  const iam = await iamAs(org, 'arn:aws:iam::444455556666:root');
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${host}`,
      ClientIDList: ['sts.amazonaws.com'],
    }),
  );
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::444455556666:oidc-provider/${host}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${host}:sub`]: 'repo:acme/shop:ref:refs/heads/main' },
    },
  };
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'by-token',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [statement],
      }),
    }),
  );
  await readAgain(org, ['444455556666']);
  const { page } = await signInAs('operator');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData()}`));
  await page.goto('/access/doctor');
  const text = page.getByRole('textbox', { name: 'Token' });
  await untilShown(text, () =>
    page.getByRole('tab', { name: 'Web identity token' }).click(),
  );
  const claims = {
    iss: `https://${host}`,
    aud: 'sts.amazonaws.com',
    sub: 'repo:acme/shop:pull_request',
    actor: 'secret-actor',
    exp: Math.floor(Date.now() / 1000) + 600,
  };
  const token = `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
  await text.fill(token);
  await page
    .getByRole('combobox', { name: 'Role that refused it' })
    .fill('arn:aws:iam::444455556666:role/by-token');
  await page.keyboard.press('Escape');
  const diagnosis = page.getByRole('article', { name: 'Diagnosis' });
  await expect(diagnosis.getByRole('status').first()).toContainText('pull_request');
  await expect(
    page.getByText(/because the trust policy or the provider asks for them: aud, sub/),
  ).toBeVisible();
  expect(sent.some((text) => text.includes('pull_request'))).toBe(true);
  await expect(diagnosis.getByRole('button', { name: 'Plan this mend…' })).toBeVisible();
  await look(page, 'doctor-token');
  for (const secret of ['c2lnbmF0dXJl', 'secret-actor', part(claims)])
    expect(sent.filter((text) => text.includes(secret))).toEqual([]);
});

test('a denial between accounts opens the wizard filled in, and keeps the draft until asked', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await page.goto('/access/doctor');
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill(
      `An error occurred (AccessDenied) when calling the PutObject operation: User: ${OLD_JENKINS} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::app-logs/logs/a.txt"`,
    );
  const diagnosis = page.getByRole('article', { name: 'Diagnosis' });
  await diagnosis.getByRole('link', { name: 'Set up the crossing' }).click();
  await expect(page.getByText('Filled in for you')).toBeVisible();
  await page.getByRole('button', { name: 'Use these fields' }).click();
  await expect(page.getByRole('combobox', { name: 'To what?' })).toHaveValue(/app-logs/);
  // The first field opens its list, over everything else.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'The crossing so far' })).toContainText(
    'old-jenkins',
  );
});

test('a missing half is planned with one click, by those who may plan', async ({
  org,
  signInAs,
}) => {
  const iam = await iamAs(org, 'arn:aws:iam::444455556666:root');
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::444455556666:root' },
    Action: 'sts:AssumeRole',
  };
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'half-open',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [trust],
      }),
    }),
  );
  await readAgain(org, ['444455556666']);
  const message =
    'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::111122223333:role/ci-deploy is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/half-open';
  const { page: read } = await signInAs('viewer');
  await read.goto('/access/doctor');
  await read.getByRole('textbox', { name: 'Message' }).fill(message);
  await expect(read.getByRole('article', { name: 'Diagnosis' })).toBeVisible();
  await expect(read.getByRole('button', { name: 'Plan this mend…' })).toHaveCount(0);

  const { page } = await signInAs('operator');
  await page.goto('/access/doctor');
  await page.getByRole('textbox', { name: 'Message' }).fill(message);
  await page.getByRole('button', { name: 'Plan this mend…' }).click();
  await expect(
    page.getByRole('heading', {
      level: 1,
      name: /ci-deploy in .* cannot become half-open/,
    }),
  ).toBeVisible();
  await expect(page.getByText(/DrawbridgeMayAssume-half-open/).first()).toBeVisible();
  await look(page, 'mend-plan');
});

test('a key that S3 asked for is given through S3 alone, unless more is chosen', async ({
  org,
  signInAs,
}) => {
  const root = 'arn:aws:iam::444455556666:root';
  const kms = await kmsAs(org, root);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const trust = { Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' };
  const iam = await iamAs(org, root);
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'reads-sealed',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [trust],
      }),
    }),
  );
  await readAgain(org, ['444455556666']);
  const message = `An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:iam::444455556666:role/reads-sealed is not authorized to perform: kms:Decrypt on resource: ${KeyMetadata?.Arn} because no identity-based policy allows the kms:Decrypt action`;
  const { page } = await signInAs('operator');
  await page.goto('/access/doctor');
  await page.getByRole('textbox', { name: 'Message' }).fill(message);
  const choice = page.getByRole('radiogroup', { name: 'How the key may be used' });
  await expect(
    choice.getByRole('radio', { name: /Only through S3 in eu-west-1/ }),
  ).toBeChecked();
  await expect(choice.getByRole('radio', { name: /Also directly/ })).not.toBeChecked();
  await look(page, 'doctor-key');

  await page.getByRole('button', { name: 'Plan this mend…' }).click();
  await expect(
    page.getByRole('heading', {
      level: 1,
      name: /reads-sealed in .* kms:Decrypt .*through S3/,
    }),
  ).toBeVisible();
  await expect(page.getByText(/s3\.eu-west-1\.amazonaws\.com/).first()).toBeVisible();
  await look(page, 'mend-plan-key');
});
