import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { DATA_LAKE } from '@/lib/practice/seed/data-lake';
import { checkNow } from '@/lib/setup/check-now';
import { confirmByLink, confirmHalf } from '@/lib/setup/handshake/confirm-half';
import { getOwnerHalf } from '@/lib/setup/handshake/get-owner-half';
import { openLink } from '@/lib/setup/handshake/open-link';
import type { DraftFields } from '@/lib/setup/schema';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { watchNow } from '@/lib/setup/watch-job';
import { watchPlan } from '@/lib/setup/watch-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { handshakeIn } from './test-handshake';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld({ seed: 'org' });
const FIELDS: Partial<DraftFields> = {
  recipe: 'workload-bucket',
  who: '',
  workload: 'ec2',
  trustedAccount: TOOLING,
  bucket: DATA_LAKE.bucket,
  access: 'both',
};

beforeAll(async () => {
  const { deps, actor } = world();
  await deps.accounts.setConnection(actor.workspaceId, TOOLING, null);
});

const { ports, look, lookUntil, secretOf } = handshakeIn(world);

const planOf = async (planId: string) => {
  const { deps, actor } = world();
  const plan = await deps.plans.find(actor.workspaceId, planId);
  if (!plan) throw new Error('no plan');
  return plan;
};

const isOursWritten = async (planId: string) =>
  (await planOf(planId)).steps.every(
    ({ accountId, state }) => accountId === TOOLING || state === 'done',
  );

const tagsOf = (tags: Record<string, string>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** What the owner does with the commands of their half. */
async function runTheirHalf(planId: string): Promise<void> {
  const { iam } = await world().practice.admin(TOOLING);
  const { steps } = await planOf(planId);
  for (const { write } of steps.filter(({ accountId }) => accountId === TOOLING)) {
    if (write.kind === 'create-role')
      await iam.send(
        new CreateRoleCommand({
          RoleName: write.roleName,
          Path: write.path,
          AssumeRolePolicyDocument: write.trust,
          Tags: tagsOf(write.tags),
        }),
      );
    if (write.kind === 'create-instance-profile')
      await iam.send(
        new CreateInstanceProfileCommand({
          InstanceProfileName: write.profileName,
          Path: write.path,
          Tags: tagsOf(write.tags),
        }),
      );
    if (write.kind === 'add-role-to-profile')
      await iam.send(
        new AddRoleToInstanceProfileCommand({
          InstanceProfileName: write.profileName,
          RoleName: write.roleName,
        }),
      );
    if (write.kind === 'put-inline-policy')
      await iam.send(
        new PutRolePolicyCommand({
          RoleName: write.principalName,
          PolicyName: write.policyName,
          PolicyDocument: write.document,
        }),
      );
  }
}

async function bucketPolicy(): Promise<string> {
  const { s3 } = await world().practice.admin(DATA);
  const asked = new GetBucketPolicyCommand({ Bucket: DATA_LAKE.bucket });
  return (await s3.send(asked).catch(() => null))?.Policy ?? '';
}

const entriesOf = async (planId: string, event: string) => {
  const all = await world().deps.activity.all(world().actor.workspaceId);
  return all.filter((entry) => entry.planId === planId && entry.event === event);
};

it('2.3: has the owner make a new role first, and writes what names it as soon as AWS knows it', async () => {
  const before = await bucketPolicy();
  const planId = await world().planFor({ ...FIELDS, roleName: 'x-first' });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.state).toBe('waiting');
  expect(view.steps.map(({ accountId, state }) => `${accountId} ${state}`)).toEqual([
    ...Array(4).fill(`${TOOLING} waiting`),
    ...Array(2).fill(`${DATA} waiting`),
  ]);
  expect(view.steps.at(-2)?.detail).toBe('Written as soon as AWS knows x-first.');

  const half = worked(await getOwnerHalf(ports(), world().actor, planId));
  expect(half).toMatchObject({ isFirst: true, canConfirm: true, accountId: TOOLING });
  const secret = await secretOf(planId);
  const asked = worked(await openLink(ports(), { secret }));
  expect(asked.creates.map(({ operation }) => operation)).toEqual([
    'CreateRole',
    'CreateInstanceProfile',
    'AddRoleToInstanceProfile',
    'PutRolePolicy',
  ]);
  expect(asked.doesNotGive.join(' ')).toContain('it trusts EC2 alone');
  expect(asked.files.map(({ format }) => format)).toContain('cloudformation');

  // The word of its holder makes no role.
  worked(await confirmByLink(ports(), { secret }));
  await look(planId);
  await look(planId);
  const waiting = await world().viewOf(planId);
  expect(waiting.state).toBe('waiting');
  expect(waiting.progress).toMatch(
    /The holder of .* says that it is run\. AWS does not know x-first in Tooling yet/,
  );
  expect(await bucketPolicy()).toBe(before);
  const intents = await entriesOf(planId, 'plan.step.called');
  expect(intents.map(({ outcome }) => outcome)).toEqual(['intent']);

  await runTheirHalf(planId);
  await lookUntil(planId, () => isOursWritten(planId));
  expect(await bucketPolicy()).toContain('role/drawbridge-managed/x-first');
  await look(planId);
  const said = await world().viewOf(planId);
  expect(said.state).toBe('applied');
  expect(said.sentence).toMatch(/^Said to be run, not proven: The holder/);
  expect(said.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume not-tested',
    'our-half works',
    'role-there works',
  ]);
  expect(said.steps.every(({ state }) => state === 'done')).toBe(true);
  expect(worked(await openLink(ports(), { secret })).state).toBe('confirmed');

  await verifyPlan(ports(), world().job(planId));
  expect((await world().viewOf(planId)).state).toBe('applied');
  await world().undoAndRun(planId, 'x-first');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await bucketPolicy()).toBe(before);
  const gone = worked(await openLink(ports(), { secret }));
  expect(gone.state).toBe('withdrawn');
  for (const call of ['delete-role-policy', 'delete-instance-profile', 'delete-role'])
    expect(gone.undo).toContain(call);
});

it('waits for a word or a call once our half stands, and is proven by calls once connected', async () => {
  const { deps, actor } = world();
  const planId = await world().planFor({ ...FIELDS, roleName: 'x-called' });
  await world().applyAndRun(planId);
  await runTheirHalf(planId);
  await lookUntil(planId, () => isOursWritten(planId));
  await look(planId);
  const unsaid = await world().viewOf(planId);
  expect(unsaid.state).toBe('waiting');
  expect(unsaid.progress).toContain('Not tested: there are no keys of Tooling here');

  const data = await deps.accounts.find(actor.workspaceId, DATA);
  await deps.accounts.setConnection(actor.workspaceId, TOOLING, data?.connection ?? null);
  const isProven = async () => (await world().viewOf(planId)).state === 'proven';
  await lookUntil(planId, isProven);
  const proven = await world().viewOf(planId);
  expect(proven.state).toBe('proven');
  expect(proven.proof?.confirmed).toBeUndefined();
  await deps.accounts.setConnection(actor.workspaceId, TOOLING, null);
  await world().undoAndRun(planId, 'x-called');
  const { iam } = await world().practice.admin(TOOLING);
  const theirs = {
    RoleName: 'x-called',
    PolicyName: `drawbridge-bucket-${DATA_LAKE.bucket}`,
  };
  await iam.send(new DeleteRolePolicyCommand(theirs));
});

it('undoes a plan whose role never came, and leaves nothing', async () => {
  const before = await bucketPolicy();
  const planId = await world().planFor({ ...FIELDS, roleName: 'x-never' });
  await world().applyAndRun(planId);
  worked(await checkNow(ports(), world().actor, { planId }));
  await look(planId);
  await world().undoAndRun(planId, 'x-never');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await bucketPolicy()).toBe(before);
});

it('stops where somebody has changed the key meanwhile, and writes nothing', async () => {
  const planId = await world().planFor({ ...FIELDS, roleName: 'x-changed' });
  await world().applyAndRun(planId);
  const step = (await planOf(planId)).steps.find(({ accountId }) => accountId === DATA);
  if (step?.target.kind !== 'key-policy') throw new Error('no key');
  const { deps } = world();
  const changed = {
    ...ports(),
    aws: {
      ...deps.aws,
      readTarget: async () =>
        ({
          ok: true,
          value: { exists: true, document: '{}', tags: {}, id: null },
        }) as const,
    },
  };
  await watchPlan(changed, watchNow(world().job(planId)));
  const view = await world().viewOf(planId);
  expect(view.state).toBe('stopped');
  expect(view.failure?.cause).toContain('somebody else has changed it');
});

it('writes nothing while changes are off, and lets nobody confirm who may not apply', async () => {
  const planId = await world().planFor({ ...FIELDS, roleName: 'x-off' });
  await world().applyAndRun(planId);
  await runTheirHalf(planId);
  const off = { ...ports(), env: { ...ports().env, areChangesOn: false } };
  await watchPlan(off, watchNow(world().job(planId)));
  expect(await isOursWritten(planId)).toBe(false);
  const viewer = { ...world().actor, role: 'viewer' as const };
  expect(await confirmHalf(ports(), viewer, { planId })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});
