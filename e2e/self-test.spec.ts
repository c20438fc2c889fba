import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { expect, test } from './setup/test';
import { applyAndProve, planCrossing } from './setup/wizard';

const CI_DEPLOY = 'arn:aws:iam::111122223333:role/ci-deploy';
const ROLE = 'x-tried-by-hand';

test('2.5: whoever crosses pastes the commands of a plan into their own terminal', async ({
  org,
  signInAs,
}) => {
  test.skip(!isThere('aws', ['--version']), 'The aws command is not there.');
  const { page } = await signInAs('operator');
  await planCrossing(page, {
    who: 'ci-deploy',
    whoOption: /ci-deploy.*Tooling/,
    bucket: 'app-logs',
    access: 'both',
    under: 'logs/*',
    roleName: ROLE,
  });
  await applyAndProve(page);
  const card = page.getByRole('group').filter({ hasText: 'Try it in a terminal' });
  await card.getByText('Try it in a terminal').click();
  const commands = (await card.locator('pre').textContent()) ?? '';

  const folder = mkdtempSync(path.join(os.tmpdir(), 'self-test-'));
  const keys = await org.practice.actAs(CI_DEPLOY);
  const env = commandEnvironment(org.practice.url, folder, keys);
  delete env['AWS_ENDPOINT_URL']; // the commands know where
  const { stdout } = await promisify(execFile)('bash', ['-c', commands], {
    env,
    cwd: folder,
  }).finally(() => rmSync(folder, { recursive: true, force: true }));
  expect(stdout).toContain(`assumed-role/${ROLE}/drawbridge-test`);
  expect(stdout).toContain('Refused, as planned: to delete it.');
});
