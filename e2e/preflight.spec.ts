import { expect, test } from './setup/test';
import { planCrossing } from './setup/wizard';

test('2.9: what to be sure of is checked before a plan is applied, or vouched for by name', async ({
  signInAs,
}) => {
  const { page, person } = await signInAs('operator');
  await planCrossing(page, {
    who: 'ci-deploy',
    whoOption: /ci-deploy.*Tooling/,
    bucket: 'app-logs',
    roleName: 'x-preflight',
  });
  const list = page.getByRole('region', { name: 'Before you apply' });
  const item = (title: string) => list.getByRole('listitem').filter({ hasText: title });
  await expect(list.getByRole('listitem')).toHaveCount(8);
  for (const title of [
    'Least privilege',
    'Policy simulator',
    'Temporary credentials',
    'is logging since',
  ])
    await expect(item(title)).toContainText('checked');

  await expect(item('Network path')).toContainText('not checked');
  await list.getByRole('button', { name: 'I checked this: Network path' }).click();
  await expect(item('Network path')).toContainText('vouched for');
  await expect(item('Network path')).toContainText(person.name);

  await page.reload();
  await expect(item('Network path')).toContainText('vouched for');
  await list.getByRole('button', { name: 'Take back: Network path' }).click();
  await expect(item('Network path')).toContainText('not checked');
});
