import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { applyPlan } from '@/lib/setup/apply-plan';
import { createPlan } from '@/lib/setup/create-plan';
import { openDraft } from '@/lib/setup/open-draft';
import { retryPlan } from '@/lib/setup/retry-plan';
import { runPlan } from '@/lib/setup/run-plan';
import { saveDraft } from '@/lib/setup/save-draft';
import { DraftFields } from '@/lib/setup/schema';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld();

const refuseOnce = (service: string, operation: string, accountId: string) =>
  world().practice.control('POST', '/faults', {
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

it('stops when the second account refuses, says what is where, and goes on after a retry', async () => {
  const roleName = 'x-retried';
  const planId = await world().planFor({ roleName });
  await refuseOnce('iam', 'PutRolePolicy', TOOLING);
  await world().applyAndRun(planId);
  const stopped = await world().viewOf(planId);
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
  worked(await retryPlan(world().deps, world().actor, { planId }));
  await world().run(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  await world().undoAndRun(planId, roleName);
});

it('undoes a run that stopped half-way, and leaves other policies byte for byte', async () => {
  const roleName = 'x-undone';
  const tooling = await world().practice.admin(TOOLING);
  const foreign =
    '{"Version":"2012-10-17", "Statement":[{"Sid":"Mine","Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
  const policy = { RoleName: 'ci-deploy', PolicyName: `AllowAssume-${roleName}` };
  await tooling.iam.send(
    new PutRolePolicyCommand({ ...policy, PolicyDocument: foreign }),
  );
  const planId = await world().planFor({ roleName });
  const view = await world().viewOf(planId);
  expect(view.accounts[0]?.changes[0]).toMatchObject({ mark: '~', unchangedTotal: 1 });
  await refuseOnce('iam', 'UpdateAssumeRolePolicy', DATA);
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('stopped');
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  const { PolicyDocument } = await tooling.iam.send(new GetRolePolicyCommand(policy));
  expect(decodeURIComponent(PolicyDocument ?? '')).toBe(foreign);
  await tooling.iam.send(new DeleteRolePolicyCommand(policy));
});

it('goes on after the process died between AWS and its journal', async () => {
  const { deps, actor, job } = world();
  const planId = await world().planFor({ roleName: 'x-survives' });
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
  await world().run(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  await world().undoAndRun(planId, 'x-survives');
});

it('refuses the name of a role that this console did not make', async () => {
  const { deps, actor } = world();
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
  const planId = await world().planFor({ roleName });
  await world().applyAndRun(planId);
  await expect(world().planFor({ roleName })).rejects.toThrow('already_so');
  await world().undoAndRun(planId, roleName);
});

it('leaves objects of others alone', async () => {
  const data = await world().practice.admin(DATA);
  await data.s3.send(
    new PutObjectCommand({ Bucket: 'app-logs', Key: 'logs/own', Body: 'x' }),
  );
  const planId = await world().planFor({ roleName: 'x-looks', prefix: 'logs/' });
  await world().applyAndRun(planId);
  const marker = { Bucket: 'app-logs', Key: 'logs/own' };
  expect((await data.s3.send(new HeadObjectCommand(marker))).ContentLength).toBe(1);
  await world().undoAndRun(planId, 'x-looks');
});

it('keeps no secret of a session anywhere', async () => {
  const { prisma } = world().database;
  const rows = await prisma.$queryRaw<{ text: string }[]>`
    SELECT p::text AS text FROM "Plan" p UNION ALL SELECT r::text FROM "Proof" r
    UNION ALL SELECT a::text FROM "ActivityEvent" a`;
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ text }) => /A(SIA|KIA)PRACTICE|SessionToken/.test(text))).toEqual(
    [],
  );
});
