import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './setup/test';
import { applyAndProve, planCrossing } from './setup/wizard';

const crossing = {
  who: 'ci-deploy',
  whoOption: /ci-deploy.*Tooling/,
  bucket: 'app-logs',
  access: 'write',
  under: 'logs/*',
  roleName: 'x-app-logs-exported',
} as const;

const textOf = async (download: Download) => readFile(await download.path(), 'utf8');

/** Everything that is downloaded from the drawer of one format, as name and text. */
async function downloadsOf(page: Page, count: number): Promise<[string, string][]> {
  const links = page.getByRole('dialog').getByRole('link', { name: /^Download/ });
  await expect(links).toHaveCount(count);
  const files: [string, string][] = [];
  for (const link of await links.all()) {
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    files.push([download.suggestedFilename(), await textOf(download)]);
  }
  return files;
}

test('an operator takes a plan along as files, before and after it is applied', async ({
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await planCrossing(page, crossing);
  const exports = page.getByRole('group', { name: 'Export this plan' });

  await exports.getByRole('button', { name: 'CLI' }).click();
  await page.getByRole('menuitem', { name: 'bash' }).click();
  const scripts = await downloadsOf(page, 2);
  expect(scripts.map(([name]) => name)).toEqual([
    expect.stringMatching(/^plan-[0-9a-f]{8}-1-111122223333\.sh$/),
    expect.stringMatching(/^plan-[0-9a-f]{8}-2-444455556666\.sh$/),
  ]);
  const shown = await page.getByRole('dialog').locator('pre').allTextContents();
  // What is read and copied is what is downloaded.
  expect(shown).toEqual(scripts.map(([, text]) => text));
  for (const text of shown) expect(text).toMatch(/^# practice account\n/);
  await page.getByRole('button', { name: 'Close' }).click();

  await exports.getByRole('button', { name: 'CloudFormation' }).click();
  const [, [, template = ''] = []] = await downloadsOf(page, 2);
  expect(JSON.parse(template).Resources.Role.Properties.RoleName).toBe(crossing.roleName);
  await page.getByRole('button', { name: 'Close' }).click();

  await exports.getByRole('button', { name: 'JSON' }).click();
  const planned = await downloadsOf(page, 1);
  await page.getByRole('button', { name: 'Close' }).click();

  await applyAndProve(page);
  await exports.getByRole('button', { name: 'JSON' }).click();
  expect(await downloadsOf(page, 1)).toEqual(planned);
  await page.getByRole('button', { name: 'Close' }).click();

  await exports.getByRole('button', { name: 'Terraform' }).click();
  const [[name, terraform] = []] = await downloadsOf(page, 1);
  expect(name).toMatch(/^plan-[0-9a-f]{8}\.tf\.json$/);
  expect(JSON.parse(terraform ?? '').provider.aws).toHaveLength(2);
});
