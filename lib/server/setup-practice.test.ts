import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import { WorkspaceId } from '@/lib/core/ids';
import { useTestDatabase } from '@/lib/db/test-database';
import { newUser } from '@/lib/db/test-rows';
import { runSync } from '@/lib/inventory/run-sync';
import { seedPractice } from '@/lib/inventory/seed-practice';
import { startTestPractice } from '@/lib/practice/test-practice';
import { applyPlan } from '@/lib/setup/apply-plan';
import { createPlan } from '@/lib/setup/create-plan';
import { actor as person } from '@/lib/setup/fakes/people';
import { getPlan } from '@/lib/setup/get-plan';
import { openDraft } from '@/lib/setup/open-draft';
import { preview } from '@/lib/setup/preview';
import { retryPlan } from '@/lib/setup/retry-plan';
import { runPlan } from '@/lib/setup/run-plan';
import { saveDraft } from '@/lib/setup/save-draft';
import { DraftFields } from '@/lib/setup/schema';
import { undoPlan } from '@/lib/setup/undo-plan';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { systemClock, systemRandom } from './clock';
import { hubOf } from './hub';

const TOOLING = '111122223333';
const DATA = '444455556666';
const CI = `arn:aws:iam::${TOOLING}:role/ci-deploy`;
const CONTROL_TOKEN = 'test-control-token';

const database = useTestDatabase();
let practice: Awaited<ReturnType<typeof startTestPractice>>;
let world: Awaited<ReturnType<typeof openWorld>>;

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'small' });
  world = await openWorld();
});
afterAll(() => practice.stop());

function worked<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The use cases as they are wired, with a database and the practice accounts behind them. */
async function openWorld() {
  const { stores } = database();
  const aws = createAws({
    practice: { url: practice.url, controlToken: CONTROL_TOKEN },
    awsEndpoint: null,
  });
  const workspaceId = WorkspaceId.parse(practice.worldId);
  await stores.workspaces.ensure({ id: workspaceId, name: 'Practice', kind: 'practice' });
  const deps = {
    ...stores,
    aws,
    clock: systemClock,
    random: systemRandom,
    env: { areChangesOn: true },
    hubOf: (id: WorkspaceId) => hubOf(stores.accounts, id),
    enqueue: async () => undefined,
    readAgain: async (id: WorkspaceId, accountIds: string[]) => {
      const syncId = await stores.syncs.start(id, accountIds.length, new Date());
      await runSync(deps, { workspaceId: id, syncId, accountIds });
    },
  };
  await seedPractice(deps, workspaceId, await practice.control('GET', ''));
  const actor = { ...person, workspaceId, userId: await newUser(database()) };
  const job = (planId: string) => ({ workspaceId, planId });
  await deps.readAgain(workspaceId, [TOOLING, DATA]);
  return { deps, actor, job };
}

async function planFor(fields: Partial<DraftFields>): Promise<string> {
  const { deps, actor } = world;
  const draft = worked(await openDraft(deps, actor));
  const whole = { ...DraftFields.parse({}), who: CI, bucket: 'app-logs', ...fields };
  worked(
    await saveDraft(deps, actor, {
      draftId: draft.id as never,
      step: 'review',
      fields: whole,
    }),
  );
  return worked(await createPlan(deps, actor, { draftId: draft.id })).planId;
}

async function applyAndRun(planId: string): Promise<void> {
  const { deps, actor, job } = world;
  worked(await applyPlan(deps, actor, { planId }));
  await runPlan(deps, job(planId));
}

async function undoAndRun(planId: string, typedName: string): Promise<void> {
  const { deps, actor, job } = world;
  worked(await undoPlan(deps, actor, { planId, typedName }));
  await runPlan(deps, job(planId));
}

const viewOf = async (planId: string) =>
  worked(await getPlan(world.deps, world.actor, planId));

const refuseOnce = (service: string, operation: string, accountId: string) =>
  practice.control('POST', '/faults', {
    faults: [
      {
        service,
        operation,
        accountId,
        code: 'AccessDenied',
        status: 403,
        message: `User is not authorized to perform: ${service}:${operation}`,
        times: 1,
      },
    ],
  });

it('shows the verdict as one types, from the engine', async () => {
  const fields = DraftFields.parse({ who: CI, bucket: 's3://app-logs/logs/' });
  const view = worked(await preview(world.deps, world.actor, { fields }));
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge.sentence).toBe(
    'ci-deploy in Tooling can read app-logs/logs/* in Data.',
  );
  expect(view.bridge.deck).toBe('works');
  expect(view.bridge.locks.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
});

it('writes, proves and undoes a crossing, guarded by an external id', async () => {
  const roleName = 'x-reads-logs';
  const planId = await planFor({
    prefix: 'logs',
    access: 'read',
    requireExternalId: true,
    externalId: 'acme-42',
    roleName,
  });
  const before = await viewOf(planId);
  expect(before.before.deck).toBe('denied');
  expect(before.after.deck).toBe('conditional');
  expect(before.accounts.map(({ changes }) => changes.length)).toEqual([1, 2]);

  await applyAndRun(planId);
  const proven = await viewOf(planId);
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
  await undoAndRun(planId, roleName);
  const stopped = await viewOf(planId);
  // The trust policy is not ours any more, so nothing was written over it.
  expect(stopped.state).toBe('undo-stopped');
  expect(stopped.failure?.cause).toContain('somebody else has changed it');
  await putTrustBack(planId, roleName);
  worked(await retryPlan(world.deps, world.actor, { planId }));
  await runPlan(world.deps, world.job(planId));
  expect((await viewOf(planId)).state).toBe('undone');
  const data = await practice.admin(DATA);
  await expect(
    data.iam.send(new GetRoleCommand({ RoleName: roleName })),
  ).rejects.toThrow();
});

async function turnRedWithoutTheCondition(planId: string, roleName: string) {
  const data = await practice.admin(DATA);
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
  await verifyPlan(world.deps, world.job(planId));
  const red = await viewOf(planId);
  expect(red.state).toBe('refuted');
  expect(red.proof?.state).toBe('red');
  expect(red.proof?.sentence).toContain('without an external ID');
}

async function putTrustBack(planId: string, roleName: string) {
  const plan = await world.deps.plans.find(world.actor.workspaceId, planId);
  const trust = plan?.steps.find(({ write }) => write.kind === 'put-trust')?.after;
  const data = await practice.admin(DATA);
  await data.iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: roleName,
      PolicyDocument: trust ?? '',
    }),
  );
}

it('proves writing by a marker object and takes the marker away again', async () => {
  const planId = await planFor({ access: 'write', roleName: 'x-writes-logs' });
  await applyAndRun(planId);
  const view = await viewOf(planId);
  const ids = view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(ids).toEqual([
    'assume works',
    'assume-as-another denied',
    'put works',
    'list denied',
    'get denied',
    'delete denied',
  ]);
  expect(view.state).toBe('proven');
  expect(view.proof?.sentence).toBe(
    'ci-deploy in Tooling can write to app-logs in Data, and only that.',
  );
  const data = await practice.admin(DATA);
  const marker = { Bucket: 'app-logs', Key: 'drawbridge-marker.txt' };
  await expect(data.s3.send(new HeadObjectCommand(marker))).rejects.toThrow();
  await undoAndRun(planId, 'x-writes-logs');
  expect((await viewOf(planId)).state).toBe('undone');
});

it('stops when the second account refuses, says what is where, and goes on after a retry', async () => {
  const roleName = 'x-retried';
  const planId = await planFor({ roleName });
  await refuseOnce('iam', 'PutRolePolicy', TOOLING);
  await applyAndRun(planId);
  const stopped = await viewOf(planId);
  expect(stopped.state).toBe('stopped');
  expect(stopped.failure).toMatchObject({
    stepNumber: 3,
    awsCode: 'AccessDenied',
    written: [`Role ${roleName}, open to nobody yet`, `Permissions of ${roleName}`],
    asBefore: [
      `AllowAssume-${roleName} on role ci-deploy`,
      `Trust policy of ${roleName}`,
    ],
    canRetry: true,
  });
  expect(stopped.failure?.cause).toContain('Tooling');
  worked(await retryPlan(world.deps, world.actor, { planId }));
  await runPlan(world.deps, world.job(planId));
  expect((await viewOf(planId)).state).toBe('proven');
  await undoAndRun(planId, roleName);
});

it('undoes a run that stopped half-way, and leaves other policies byte for byte', async () => {
  const roleName = 'x-undone';
  const tooling = await practice.admin(TOOLING);
  const foreign =
    '{"Version":"2012-10-17", "Statement":[{"Sid":"Mine","Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
  const policy = { RoleName: 'ci-deploy', PolicyName: `AllowAssume-${roleName}` };
  await tooling.iam.send(
    new PutRolePolicyCommand({ ...policy, PolicyDocument: foreign }),
  );
  const planId = await planFor({ roleName });
  const view = await viewOf(planId);
  expect(view.accounts[0]?.changes[0]).toMatchObject({ mark: '~', unchangedTotal: 1 });
  await refuseOnce('iam', 'UpdateAssumeRolePolicy', DATA);
  await applyAndRun(planId);
  expect((await viewOf(planId)).state).toBe('stopped');
  await undoAndRun(planId, roleName);
  expect((await viewOf(planId)).state).toBe('undone');
  const { PolicyDocument } = await tooling.iam.send(new GetRolePolicyCommand(policy));
  expect(decodeURIComponent(PolicyDocument ?? '')).toBe(foreign);
  await tooling.iam.send(new DeleteRolePolicyCommand(policy));
});

it('asks for MFA and proves that nobody comes in without', async () => {
  const roleName = 'x-with-mfa';
  const planId = await planFor({
    who: `arn:aws:iam::${TOOLING}:user/anna`,
    requireMfa: true,
    access: 'both',
    prefix: 'team/*',
    roleName,
  });
  await applyAndRun(planId);
  const view = await viewOf(planId);
  const ids = view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(ids).toContain('assume works');
  expect(ids).toContain('assume-without-mfa denied');
  expect(ids).toContain('put-outside denied');
  expect(view.state).toBe('proven');
  await undoAndRun(planId, roleName);
});

it('lets the members of a group cross, named one by one', async () => {
  const roleName = 'x-for-developers';
  const planId = await planFor({
    who: `arn:aws:iam::${TOOLING}:group/developers`,
    roleName,
  });
  await applyAndRun(planId);
  const view = await viewOf(planId);
  expect(view.proof?.checks[0]?.sentence).toBe(
    `anna, of developers, becomes ${roleName}`,
  );
  expect(view.state).toBe('proven');
  await undoAndRun(planId, roleName);
});

it('refuses the name of a role that this console did not make', async () => {
  const { deps, actor } = world;
  const draft = worked(await openDraft(deps, actor));
  const fields = {
    ...DraftFields.parse({}),
    who: CI,
    bucket: 'app-logs',
    roleName: 'data-read',
  };
  await saveDraft(deps, actor, { draftId: draft.id as never, step: 'review', fields });
  expect(await createPlan(deps, actor, { draftId: draft.id })).toMatchObject({
    ok: false,
    error: {
      kind: 'invalid_input',
      fields: { roleName: expect.stringContaining('already') },
    },
  });
});

it('finds nothing to do when everything is already so', async () => {
  const roleName = 'x-already-so';
  const planId = await planFor({ roleName });
  await applyAndRun(planId);
  await expect(planFor({ roleName })).rejects.toThrow('already_so');
  await undoAndRun(planId, roleName);
});

it('shows the new crossing among those who can assume, and no longer after the undo', async () => {
  const { deps, actor } = world;
  const roleName = 'x-in-the-inventory';
  const roleArn = `arn:aws:iam::${DATA}:role/drawbridge-managed/${roleName}`;
  const decks = async () => {
    const rows = await deps.crossings.listOfRole(actor.workspaceId, roleArn);
    return rows.map(({ who, deck }) => `${who.name} ${deck}`);
  };
  const planId = await planFor({ roleName });
  expect(await decks()).toEqual([]);
  await applyAndRun(planId);
  expect(await decks()).toEqual(['ci-deploy works']);
  await undoAndRun(planId, roleName);
  expect(await decks()).toEqual([]);
});

it('goes on after the process died between AWS and its journal', async () => {
  const { deps, actor, job } = world;
  const planId = await planFor({ roleName: 'x-survives' });
  worked(await applyPlan(deps, actor, { planId }));
  let writes = 0;
  const dying = {
    ...deps,
    aws: {
      ...deps.aws,
      write: async (...call: Parameters<typeof deps.aws.write>) => {
        const written = await deps.aws.write(...call);
        writes += 1;
        if (writes === 2) throw new Error('killed');
        return written;
      },
    },
    // A dead process writes nothing down, not even that it died.
    plans: {
      ...deps.plans,
      updateStep: async (...change: Parameters<typeof deps.plans.updateStep>) =>
        writes < 2 ? deps.plans.updateStep(...change) : undefined,
      moveState: async () => false,
    },
  };
  await expect(runPlan(dying, job(planId))).rejects.toThrow('killed');
  const interrupted = await deps.plans.listInterrupted();
  expect(interrupted.map(({ id }) => id)).toContain(planId);
  await runPlan(deps, job(planId));
  expect((await viewOf(planId)).state).toBe('proven');
  await undoAndRun(planId, 'x-survives');
});

it('keeps no secret of a session anywhere', async () => {
  const { prisma } = database();
  const rows = await prisma.$queryRaw<{ text: string }[]>`
    SELECT p::text AS text FROM "Plan" p UNION ALL SELECT r::text FROM "Proof" r
    UNION ALL SELECT a::text FROM "ActivityEvent" a`;
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ text }) => /A(SIA|KIA)PRACTICE|SessionToken/.test(text))).toEqual(
    [],
  );
});

it('leaves objects of others alone', async () => {
  const data = await practice.admin(DATA);
  await data.s3.send(
    new PutObjectCommand({ Bucket: 'app-logs', Key: 'logs/own', Body: 'x' }),
  );
  const planId = await planFor({ roleName: 'x-looks', prefix: 'logs/' });
  await applyAndRun(planId);
  const marker = { Bucket: 'app-logs', Key: 'logs/own' };
  expect((await data.s3.send(new HeadObjectCommand(marker))).ContentLength).toBe(1);
  await undoAndRun(planId, 'x-looks');
});
