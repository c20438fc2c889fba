import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type ConsoleProcess, startConsole } from '../setup/console-process';
import { makeOrg, type Org } from '../setup/org';
import { sessionCookie } from '../setup/test';
import { applyButton, planCrossing } from '../setup/wizard';

const PORT = 4450;
test.use({ baseURL: `http://localhost:${PORT}` });
let running: ConsoleProcess;
let org: Org;

test.beforeAll(async () => {
  running = await startConsole({ port: PORT });
  org = await makeOrg(running);
});
test.afterAll(async () => {
  await running.stop();
  rmSync(running.dataDir, { recursive: true, force: true });
});

test('a console killed in the middle of an apply goes on where it was', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const person = await org.addPerson('operator');
  const { name, value, url } = await sessionCookie(running.origin, person);
  await page.context().addCookies([{ name, value: encodeURIComponent(value), url }]);
  await page.goto(running.origin);
  await planCrossing(page, {
    who: 'ci-deploy',
    whoOption: /ci-deploy.*Tooling/,
    bucket: 'app-logs',
    roleName: 'x-app-logs-writer',
  });
  const plan = page.url();

  // As AWS answers while it still spreads a new principal: the run waits and tries again.
  await org.practice.fail({
    service: 'iam',
    operation: 'UpdateAssumeRolePolicy',
    accountId: '444455556666',
    code: 'MalformedPolicyDocument',
    status: 400,
    message:
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/ci-deploy"',
    times: 1000,
  });
  await applyButton(page).click();
  await expect(page.getByText(/AWS is spreading the change/).first()).toBeVisible({
    timeout: 60_000,
  });
  await running.kill();
  await org.ports.stop();

  running = await startConsole({ port: PORT, dataDir: running.dataDir });
  expect(running.origin).toBe(`http://localhost:${PORT}`);
  await page.goto(plan);
  await expect(page.getByText(/^(\d+) of \1 as expected$/)).toBeVisible({
    timeout: 90_000,
  });
  expect((await page.context().cookies()).length).toBeGreaterThan(0);
});
