import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { err } from '@/lib/core/result';
import type { AwsFailure } from '@/lib/ports';
import { listCallingPlans } from '@/lib/setup/list-calling-plans';
import { getProofSchedule, setProofSchedule } from '@/lib/setup/proof-schedule';
import { sweepProofs } from '@/lib/setup/sweep-proofs';
import { type VerifyJob, verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';
import { toDoOf } from './to-do';

const world = useSetupWorld();
const roleName = 'x-watched';
const startedAt = Date.now();

/** What is due so many hours from now. */
async function dueAfter(hours: number): Promise<VerifyJob[]> {
  const jobs: VerifyJob[] = [];
  await sweepProofs({
    ...world().deps,
    clock: { now: () => new Date(startedAt + hours * 3_600_000) },
    enqueue: async (job) => {
      jobs.push(job);
    },
  });
  return jobs;
}

async function proveAfter(hours: number) {
  const [job, ...others] = await dueAfter(hours);
  expect(others).toEqual([]);
  if (!job) throw new Error('nothing is due');
  await verifyPlan(world().deps, job);
  return world().viewOf(job.planId);
}

async function changeTrust(change: (trust: string) => string): Promise<string> {
  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  const PolicyDocument = change(trust);
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }),
  );
  return trust;
}

const OPEN = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: CI }, Action: 'sts:AssumeRole' }],
});

it('proves standing crossings again by itself, and tells what has changed at AWS', async () => {
  const { deps, actor } = world();
  const guard = { requireExternalId: true, externalId: 'acme-42' };
  const planId = await world().planFor({ ...guard, roleName });
  await world().applyAndRun(planId);
  expect(await dueAfter(0)).toEqual([]);
  expect((await proveAfter(24)).state).toBe('proven');
  expect(await dueAfter(24)).toEqual([]);

  const trust = await changeTrust(() => OPEN);
  const red = await proveAfter(48);
  expect(red.state).toBe('refuted');
  expect(red.proof?.turned?.join(' ')).toContain('was denied at');
  expect(red.proof?.drift).toEqual([
    `The trust policy of ${roleName} is not as this plan wrote it.`,
  ]);
  const rows = worked(await listCallingPlans(deps, actor));
  const [toDo] = toDoOf(rows, [], 'aws');
  expect(toDo).toMatchObject({ id: planId, action: 'See' });
  expect(toDo?.detail).toContain('AWS let through what must be denied');
  // Nothing new the day after: what had changed is still told.
  expect((await proveAfter(72)).proof?.turned).toEqual(red.proof?.turned);

  await changeTrust(() => trust);
  const green = await proveAfter(96);
  expect(green.state).toBe('proven');
  expect(green.proof?.turned?.join(' ')).toContain('now it is denied');
  expect(green.proof?.drift).toEqual([]);
});

it('keeps the former proof where AWS gives no answer', async () => {
  const { deps } = world();
  const [job] = await dueAfter(120);
  if (!job) throw new Error('nothing is due');
  const before = await world().viewOf(job.planId);
  const failure: AwsFailure = {
    kind: 'unreachable',
    operation: 'sts:AssumeRole',
    message: 'no route',
  };
  const away = async () => err(failure);
  const aws = { ...deps.aws, actAs: away, assumeRoleWith: away, s3: away };
  await verifyPlan({ ...deps, aws }, job);
  const after = await world().viewOf(job.planId);
  expect([after.state, after.proof?.id]).toEqual(['proven', before.proof?.id]);
});

it('proves by hand alone where an administrator wants that, and while changes are off', async () => {
  const { deps, actor } = world();
  const admin = { ...actor, role: 'admin' as const };
  worked(await setProofSchedule(deps, admin, { period: 'never' }));
  expect(await dueAfter(1_000)).toEqual([]);
  worked(await setProofSchedule(deps, admin, { period: 'weekly' }));
  expect(worked(await getProofSchedule(deps, admin)).period).toBe('weekly');
  expect(await dueAfter(1_000)).toEqual([]);
  expect(await dueAfter(1_000 + 7 * 24)).toHaveLength(1);
  const jobs: VerifyJob[] = [];
  const off = { ...deps, env: { areChangesOn: false } };
  await sweepProofs({
    ...off,
    clock: { now: () => new Date(startedAt + 9_000 * 3_600_000) },
    enqueue: async (job) => {
      jobs.push(job);
    },
  });
  expect(jobs).toEqual([]);
  const operator = { ...actor, role: 'operator' as const };
  expect(await setProofSchedule(deps, operator, { period: 'never' })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});
