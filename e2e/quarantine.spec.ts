import { GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { iamAs } from './setup/aws-as';
import { expect, test } from './setup/test';
import { untilShown } from './setup/until-shown';
import { applyAndProve, planCrossing } from './setup/wizard';

const ROLE = 'x-ends-early';
const DENIAL = 'DrawbridgeQuarantine';

test('4.7: a crossing with an end date is ended early, denied everything, and let in again', async ({
  org,
  signInAs,
}) => {
  const { page } = await signInAs('operator');
  await planCrossing(page, {
    who: 'ci-deploy',
    whoOption: /ci-deploy.*Tooling/,
    bucket: 'app-logs',
    roleName: ROLE,
    endsAt: '2031-05-04T10:00',
  });
  await applyAndProve(page);
  const end = page.getByRole('region', { name: 'Its end' });
  await expect(end).toContainText('The trust lets nobody in from');

  const lift = end.getByRole('button', { name: 'Lift the quarantine' });
  await end.getByRole('button', { name: 'End it now' }).click();
  await expect(lift).toBeVisible({ timeout: 60_000 });
  await expect(end).toContainText(`${ROLE} is denied everything`);
  await expect(end).toContainText('The plan is undone at');
  const iam = await iamAs(org, 'arn:aws:iam::444455556666:root');
  const denial = await iam.send(
    new GetRolePolicyCommand({ RoleName: ROLE, PolicyName: DENIAL }),
  );
  expect(decodeURIComponent(denial.PolicyDocument ?? '')).toContain('"Deny"');

  const endNow = end.getByRole('button', { name: 'End it now' });
  await untilShown(endNow, () => lift.click());
  // While AWS is still being written to, nothing else can be asked for.
  await expect(endNow).toBeEnabled({ timeout: 60_000 });
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: ROLE }));
  expect(PolicyNames).toEqual(['bucket-access']);
});
