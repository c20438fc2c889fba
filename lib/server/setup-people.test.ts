import {
  GetPolicyCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { DATA, TOOLING } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const READ = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const BOUNDARY = 'arn:aws:iam::aws:policy/PowerUserAccess';

const FIELDS = {
  recipe: 'people',
  who: `arn:aws:iam::${TOOLING}:group/developers`,
  trustingAccount: DATA,
  bucket: '',
  requireMfa: true,
} as const;

it('1.3, 3.1: gives people a role with managed policies, proves it, and takes it away again', async () => {
  const roleName = 'x-people-read';
  const planId = await world().planFor({
    ...FIELDS,
    managedPolicies: `ReadOnlyAccess\nAWSSupportAccess`,
    boundary: BOUNDARY,
    roleName,
  });
  await world().applyAndRun(planId);
  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
  expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(BOUNDARY);
  const { AttachedPolicies } = await iam.send(
    new ListAttachedRolePoliciesCommand({ RoleName: roleName }),
  );
  expect(AttachedPolicies?.map(({ PolicyArn }) => PolicyArn).sort()).toEqual([
    'arn:aws:iam::aws:policy/AWSSupportAccess',
    READ,
  ]);

  const view = await world().viewOf(planId);
  const checks = view.proof?.checks ?? [];
  expect(checks.slice(0, 3).map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-without-mfa denied',
    'assume-as-another denied',
  ]);
  // Nothing is done with its policies: a line each, by evaluation.
  const byEvaluation = checks.slice(3);
  expect(byEvaluation.length).toBeGreaterThan(1);
  for (const { outcome, evaluated } of byEvaluation)
    expect([outcome, evaluated]).toEqual(['not-tested', 'works']);
  expect(view.state).toBe('proven');

  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  await expect(iam.send(new GetRoleCommand({ RoleName: roleName }))).rejects.toThrow(
    /cannot be found/,
  );
});

it('1.5: lets a group ask by a managed policy, proves it, and takes it away again', async () => {
  const roleName = 'x-people-managed';
  const planId = await world().planFor({
    ...FIELDS,
    managedPolicies: 'ReadOnlyAccess',
    roleName,
    assumeAs: 'managed',
    assumePolicyName: 'developers-ask',
  });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.state).toBe('proven');
  const { iam } = await world().practice.admin(TOOLING);
  const PolicyArn = `arn:aws:iam::${TOOLING}:policy/drawbridge-managed/developers-ask`;
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  expect(Policy?.AttachmentCount).toBe(1);
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toThrow();
});

it('stops where AWS knows no such policy, with nobody let in, and undoes the rest', async () => {
  const roleName = 'x-people-unknown';
  const planId = await world().planFor({
    ...FIELDS,
    managedPolicies: `arn:aws:iam::aws:policy/NoSuchPolicyOfAws`,
    roleName,
  });
  await world().applyAndHurry(planId);
  const stopped = await world().viewOf(planId);
  expect(stopped.state).toBe('stopped');
  expect(stopped.failure).toMatchObject({
    stepNumber: 2,
    awsCode: expect.stringContaining('NoSuchEntity'),
  });
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
});
