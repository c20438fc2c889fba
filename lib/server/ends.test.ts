import { GetRoleCommand, GetRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { Notifier } from '@/lib/ports';
import { clientsOf, codeOf } from '@/lib/practice/test-practice';
import { applyPlan } from '@/lib/setup/apply-plan';
import { changePlan } from '@/lib/setup/change-plan';
import { createPlan } from '@/lib/setup/create-plan';
import { setGrace } from '@/lib/setup/end/grace';
import { sweepEnds } from '@/lib/setup/end/sweep-ends';
import { tellEnds } from '@/lib/setup/end/tell-ends';
import { listCallingPlans } from '@/lib/setup/list-calling-plans';
import { runPlan } from '@/lib/setup/run-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';
import { toDoOf } from './to-do';

const world = useSetupWorld();
const roleName = 'x-until';
const roleArn = `arn:aws:iam::${DATA}:role/drawbridge-managed/${roleName}`;
/** AWS's dates of a trust policy are whole seconds. */
const startedAt = Math.floor(Date.now() / 1000) * 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const at = (ms: number) => ({
  now: () => new Date(startedAt + ms),
  sleep: async () => undefined,
});
const iso = (ms: number) => new Date(startedAt + ms).toISOString();

/** What happens by itself at that time: the sweep, and every run that it leads to. */
async function sweepAt(ms: number): Promise<void> {
  const open: string[] = [];
  const deps = {
    ...world().deps,
    clock: at(ms),
    enqueue: async ({ planId }: { planId: string }) => {
      open.push(planId);
    },
  };
  await sweepEnds(deps);
  for (const planId of open) await runPlan(deps, world().job(planId));
}

const stateOf = async (planId: string) => (await world().viewOf(planId)).state;

async function toDoAt(ms: number) {
  const { deps, actor } = world();
  const rows = worked(await listCallingPlans({ ...deps, clock: at(ms) }, actor));
  return toDoOf(rows, [], 'aws').map(({ detail }) => detail);
}

/** What people are told at that time of ends that come. */
async function toldAt(ms: number) {
  const told: unknown[] = [];
  const notifier: Notifier = {
    tell: async (_, notice) => void told.push(notice),
    send: async () => undefined,
  };
  await tellEnds({ ...world().deps, notifier, clock: at(ms) });
  return told;
}

/** A session of the role, as ci-deploy opens it. */
async function openSession() {
  const { deps, practice } = world();
  const connection = {
    kind: 'practice',
    worldId: practice.worldId,
    accountId: TOOLING,
    partition: 'aws',
    region: 'us-east-1',
  } as const;
  const acted = worked(
    await deps.aws.actAs(connection, { principalArn: CI, withMfa: false }),
  );
  const { credentials } = worked(
    await deps.aws.assumeRoleWith(connection, acted, {
      roleArn,
      durationSeconds: 3600,
      sessionName: 'until',
    }),
  );
  const { s3 } = clientsOf(practice.url, credentials);
  return () => codeOf(s3.send(new ListObjectsV2Command({ Bucket: 'app-logs' })));
}

it('ends a crossing at its date: moved by a plan, told before, denied, then removed whole', async () => {
  const { deps, actor } = world();
  const first = await world().planFor({
    roleName,
    requireEnd: true,
    endsAt: iso(2 * HOUR),
  });
  await world().applyAndRun(first);
  expect(await toDoAt(0)).toEqual([expect.stringContaining('It ends at')]);

  const { draftId } = worked(await changePlan(deps, actor, { planId: first }));
  const draft = await deps.drafts.find(actor.workspaceId, actor.userId, draftId);
  expect(draft?.fields).toMatchObject({ roleName, requireEnd: true, bucket: 'app-logs' });
  if (!draft) throw new Error('no draft');
  await deps.drafts.save({
    ...draft,
    fields: { ...draft.fields, endsAt: iso(20 * DAY) },
  });
  const { planId: second } = worked(await createPlan(deps, actor, { draftId }));
  worked(await applyPlan(deps, actor, { planId: second }));
  await world().run(second);
  expect([await stateOf(first), await stateOf(second)]).toEqual(['replaced', 'proven']);
  const admin = { ...actor, role: 'admin' as const };
  worked(await setGrace(deps, admin, { days: 7 }));
  expect(await setGrace(deps, { ...actor, role: 'operator' }, { days: 1 })).toMatchObject(
    {
      ok: false,
      error: { kind: 'forbidden' },
    },
  );
  await sweepAt(3 * HOUR);
  expect(await stateOf(second)).toBe('proven');
  expect(await toDoAt(0)).toEqual([]);
  expect(await toDoAt(7 * DAY)).toHaveLength(1);
  expect(await toldAt(0)).toEqual([]);
  expect(await toldAt(7 * DAY)).toEqual([
    expect.objectContaining({ event: 'access-ends-soon', endsAt: iso(20 * DAY) }),
  ]);
  expect(await toldAt(8 * DAY)).toEqual([]);

  const list = await openSession();
  expect(await list()).toBe('ok');
  await sweepAt(20 * DAY + HOUR);
  expect(await stateOf(second)).toBe('quarantined');
  expect(await list()).toBe('AccessDenied');
  expect(await toDoAt(20 * DAY + HOUR)).toEqual([
    expect.stringContaining('is denied everything, and is removed at'),
  ]);
  const view = await world().viewOf(second);
  expect(view.end).toMatchObject({ graceDays: 7, quarantine: { state: 'done' } });

  await sweepAt(26 * DAY);
  expect(await stateOf(second)).toBe('quarantined');
  await sweepAt(28 * DAY);
  expect([await stateOf(first), await stateOf(second)]).toEqual(['undone', 'undone']);
  const { iam } = await world().practice.admin(DATA);
  await expect(iam.send(new GetRoleCommand({ RoleName: roleName }))).rejects.toThrow(
    /cannot be found/,
  );
  expect(await toDoAt(28 * DAY)).toEqual([]);
});

it('gives a crossing to another by its form, and the former is out', async () => {
  const { deps, actor } = world();
  const first = await world().planFor({ roleName: 'x-passed-on' });
  await world().applyAndRun(first);
  const who = `arn:aws:iam::${TOOLING}:user/anna`;
  const planId = await world().changeFor(first, { who });
  const planned = await world().viewOf(planId);
  expect(planned.losses.map(({ who: { name }, after }) => [name, after])).toEqual([
    ['ci-deploy', 'denied'],
  ]);
  expect(planned.warnings.join()).not.toContain('second way');
  worked(await applyPlan(deps, actor, { planId }));
  await world().run(planId);
  expect([await stateOf(first), await stateOf(planId)]).toEqual(['replaced', 'proven']);
  const { iam } = await world().practice.admin(TOOLING);
  const grant = { RoleName: 'ci-deploy', PolicyName: 'AllowAssume-x-passed-on' };
  await expect(iam.send(new GetRolePolicyCommand(grant))).rejects.toThrow(
    /cannot be found/,
  );
  await world().undoAndRun(planId, 'x-passed-on');
  expect([await stateOf(first), await stateOf(planId)]).toEqual(['applied', 'undone']);
  await iam.send(new GetRolePolicyCommand(grant));
  await world().undoAndRun(first, 'x-passed-on');
  expect(await stateOf(first)).toBe('undone');
});
