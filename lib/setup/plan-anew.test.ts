import { expect, it } from 'vitest';
import { createPlan } from './create-plan';
import { refused } from './fakes/aws';
import { CI, TOOLING } from './fakes/inventory';
import { plannedConsole, ROLE } from './fakes/planned';
import { getPlan } from './get-plan';
import { openDraft } from './open-draft';
import { planAnew } from './plan-anew';

type Console = Awaited<ReturnType<typeof plannedConsole>>;

const anew = ({ deps, actor, planId }: Console) => planAnew(deps, actor, { planId });

const shown = async ({ deps, actor, planId }: Console) => {
  const view = await getPlan(deps, actor, planId);
  if (!view.ok) throw new Error(view.error.kind);
  return view.value;
};

/** Halted before anything was written: somebody has changed a policy since. */
async function overtaken(): Promise<Console> {
  const world = await plannedConsole(undefined, { prefix: 'logs' });
  const policy = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
  world.deps.aws.policies.set(policy, '{"Statement":[]}');
  await world.apply();
  expect([world.stored().state, world.deps.aws.writes]).toEqual(['stopped', 0]);
  return world;
}

it('opens the form of the plan itself, whatever was drafted since, and plans by what is live', async () => {
  const world = await overtaken();
  const { deps, actor } = world;
  await world.plan({ bucket: 'app-logs', who: CI, access: 'write', roleName: 'x-other' });
  expect((await shown(world)).anew).toBe('now');
  const opened = await anew(world);
  const latest = await openDraft(deps, actor);
  if (!opened.ok || !latest.ok) throw new Error('not opened');
  expect(latest.value).toMatchObject({
    id: opened.value.draftId,
    step: 'review',
    fields: { ...world.stored().body.fields, roleName: ROLE },
  });
  const again = await createPlan(deps, actor, { draftId: opened.value.draftId });
  if (!again.ok) throw new Error(JSON.stringify(again.error));
  const next = { ...world, planId: again.value.planId };
  expect((await shown(next)).accounts.flatMap(({ changes }) => changes)).toContainEqual(
    expect.objectContaining({
      target: `AllowAssume-${ROLE} on role ci-deploy`,
      mark: '~',
    }),
  );
});

it('opens no form while something is written, and does once it is undone', async () => {
  const world = await plannedConsole();
  world.deps.aws.answers = [null, null, refused('AccessDenied')];
  await world.apply();
  expect(await shown(world)).toMatchObject({ anew: 'after-undo', isUntouched: false });
  expect(await anew(world)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('Undo it first') },
  });
  await world.undo();
  expect((await shown(world)).anew).toBe('now');
  expect((await anew(world)).ok).toBe(true);
});

it('opens none for a viewer, of an unknown plan, and of one that came from no form', async () => {
  const world = await plannedConsole();
  const viewer = { ...world.actor, role: 'viewer' as const };
  const { deps, planId } = world;
  expect(await planAnew(deps, viewer, { planId })).toMatchObject({ ok: false });
  expect(await planAnew(deps, world.actor, { planId: 'unknown' })).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
  const drafts = deps.drafts.rows.size;
  world.stored().body.restores = '2026-11-01T00:00:00.000Z';
  expect(await shown(world)).toMatchObject({ anew: null, isUntouched: true });
  expect(await anew(world)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
  expect(deps.drafts.rows.size).toBe(drafts);
});
