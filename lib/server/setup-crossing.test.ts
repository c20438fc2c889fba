import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { preview } from '@/lib/setup/preview';
import { retryPlan } from '@/lib/setup/retry-plan';
import { DraftFields } from '@/lib/setup/schema';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld();

it('shows the verdict as one types, from the engine', async () => {
  const fields = DraftFields.parse({ who: CI, bucket: 's3://app-logs/logs/' });
  const view = worked(await preview(world().deps, world().actor, { fields }));
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge.sentence).toBe(
    'ci-deploy in Tooling can read app-logs/logs/* in Data.',
  );
  expect(view.bridge.deck).toBe('works');
  expect(view.bridge.locks.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
});

it('0.2, 0.4, 0.5: writes, proves and undoes a crossing, guarded by an external ID', async () => {
  const roleName = 'x-reads-logs';
  const planId = await world().planFor({
    prefix: 'logs',
    access: 'read',
    requireExternalId: true,
    externalId: 'acme-42',
    roleName,
  });
  const before = await world().viewOf(planId);
  expect(before.before.deck).toBe('denied');
  expect(before.after.deck).toBe('conditional');
  expect(before.accounts.map(({ changes }) => changes.length)).toEqual([1, 2]);

  await world().applyAndRun(planId);
  const proven = await world().viewOf(planId);
  expect(proven.proof?.checks.filter(({ isAsExpected }) => !isAsExpected)).toEqual([]);
  expect(proven.state).toBe('proven');
  expect(proven.proof?.state).toBe('green');
  const ids = proven.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(ids).toEqual([
    'assume works',
    'assume-without-external-id denied',
    'assume-with-wrong-external-id denied',
    'assume-as-another denied',
    'put denied',
    'list works',
    'get works',
    'list-outside denied',
    'delete denied',
  ]);
  await turnRedWithoutTheCondition(planId, roleName);
  await world().undoAndRun(planId, roleName);
  const stopped = await world().viewOf(planId);
  // The trust policy is not ours any more, so nothing was written over it.
  expect(stopped.state).toBe('undo-stopped');
  expect(stopped.failure?.cause).toContain('somebody else has changed it');
  await putTrustBack(planId, roleName);
  worked(await retryPlan(world().deps, world().actor, { planId }));
  await world().run(planId);
  expect((await world().viewOf(planId)).state).toBe('undone');
  const data = await world().practice.admin(DATA);
  await expect(
    data.iam.send(new GetRoleCommand({ RoleName: roleName })),
  ).rejects.toThrow();
});

async function turnRedWithoutTheCondition(planId: string, roleName: string) {
  const data = await world().practice.admin(DATA);
  const open = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: CI }, Action: 'sts:AssumeRole' }],
  };
  await data.iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: roleName,
      PolicyDocument: JSON.stringify(open),
    }),
  );
  await verifyPlan(world().deps, world().job(planId));
  const red = await world().viewOf(planId);
  expect(red.state).toBe('refuted');
  expect(red.proof?.state).toBe('red');
  expect(red.proof?.sentence).toContain('without an external ID');
}

async function putTrustBack(planId: string, roleName: string) {
  const plan = await world().deps.plans.find(world().actor.workspaceId, planId);
  const trust = plan?.steps.find(({ write }) => write.kind === 'put-trust')?.after;
  const data = await world().practice.admin(DATA);
  await data.iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: roleName,
      PolicyDocument: trust ?? '',
    }),
  );
}

it('2.6: proves writing by a marker object and takes the marker away again', async () => {
  const planId = await world().planFor({ access: 'write', roleName: 'x-writes-logs' });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  const ids = view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(ids).toEqual([
    'assume works',
    'assume-as-another denied',
    'put works',
    'list denied',
    'get denied',
    'head denied',
    'delete denied',
  ]);
  expect(view.state).toBe('proven');
  expect(view.proof?.sentence).toBe(
    'ci-deploy in Tooling can write to app-logs in Data, and only that.',
  );
  const data = await world().practice.admin(DATA);
  const marker = { Bucket: 'app-logs', Key: 'drawbridge-marker.txt' };
  await expect(data.s3.send(new HeadObjectCommand(marker))).rejects.toThrow();
  await world().undoAndRun(planId, 'x-writes-logs');
  expect((await world().viewOf(planId)).state).toBe('undone');
});

it('1.3: lets delete where that was chosen, proves it, and leaves nothing of the proof', async () => {
  const planId = await world().planFor({ access: 'all', roleName: 'x-keeps-logs' });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  const ids = view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(ids).toEqual([
    'assume works',
    'assume-as-another denied',
    'put works',
    'list works',
    'get works',
    'head works',
    'delete works',
  ]);
  expect(view.proof?.sentence).toBe(
    'ci-deploy in Tooling can read, write and delete in app-logs in Data, and only that.',
  );
  const data = await world().practice.admin(DATA);
  const marker = { Bucket: 'app-logs', Key: 'drawbridge-marker.txt' };
  await expect(data.s3.send(new HeadObjectCommand(marker))).rejects.toThrow();
  await world().undoAndRun(planId, 'x-keeps-logs');
});

it('1.2: asks for MFA and proves that nobody comes in without', async () => {
  const roleName = 'x-with-mfa';
  const planId = await world().planFor({
    who: `arn:aws:iam::${TOOLING}:user/anna`,
    requireMfa: true,
    access: 'both',
    prefix: 'team/*',
    roleName,
  });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  const ids = view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(ids).toContain('assume works');
  expect(ids).toContain('assume-without-mfa denied');
  expect(ids).toContain('put-outside denied');
  expect(view.state).toBe('proven');
  await world().undoAndRun(planId, roleName);
});

it('1.5, 3.3, 4.5: lets the members of a group cross, named one by one', async () => {
  const roleName = 'x-for-developers';
  const planId = await world().planFor({
    who: `arn:aws:iam::${TOOLING}:group/developers`,
    roleName,
  });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.proof?.checks[0]?.sentence).toBe(
    `anna, of developers, becomes ${roleName}`,
  );
  expect(view.state).toBe('proven');
  await world().undoAndRun(planId, roleName);
});

it('1.4: shows the new crossing among those who can assume, and no longer after the undo', async () => {
  const { deps, actor } = world();
  const roleName = 'x-in-the-inventory';
  const roleArn = `arn:aws:iam::${DATA}:role/drawbridge-managed/${roleName}`;
  const decks = async () => {
    const rows = await deps.crossings.listOfRole(actor.workspaceId, roleArn);
    return rows.map(({ who, deck }) => `${who.name} ${deck}`);
  };
  const planId = await world().planFor({ roleName });
  expect(await decks()).toEqual([]);
  await world().applyAndRun(planId);
  expect(await decks()).toEqual(['ci-deploy works']);
  await world().undoAndRun(planId, roleName);
  expect(await decks()).toEqual([]);
});
