import { expect, it } from 'vitest';
import type { EndStore, StoredPlan } from '@/lib/ports';
import { endingConsole } from '../fakes/ending';
import { sweepEnds } from './sweep-ends';

/** As many as one sweep looks at. */
const BROKEN = Array.from({ length: 50 }, (_, index) => `broken-${index}`);

type World = Awaited<ReturnType<typeof endingConsole>>;

/** The plans that are due, longest due first, as the database lists them. */
const listDueIn =
  ({ deps }: World): EndStore['listDue'] =>
  async (now, limit) => {
    const due = (plan: StoredPlan) =>
      plan.end?.lookAt.getTime() ?? Number.POSITIVE_INFINITY;
    return [...deps.plans.rows.values()]
      .filter((plan) => due(plan) <= now.getTime())
      .sort((one, other) => due(one) - due(other))
      .slice(0, limit);
  };

it('comes to an end that is due though a whole sweep of others fails before it', async () => {
  const world = await endingConsole();
  const { deps, stored, wait } = world;
  const { end, body } = stored();
  if (!end) throw new Error('no end');
  for (const id of BROKEN)
    deps.plans.rows.set(id, {
      ...stored(),
      id,
      body: { ...body, roleArn: `${body.roleArn}-${id}` },
      end: { ...end, lookAt: new Date(0) },
    });
  const failed: object[] = [];
  const find: typeof deps.plans.find = async (workspaceId, id) => {
    if (BROKEN.includes(id)) throw new Error('not readable');
    return deps.plans.find(workspaceId, id);
  };
  const sweep = () =>
    sweepEnds({
      ...deps,
      plans: { ...deps.plans, find },
      ends: { ...deps.ends, listDue: listDueIn(world) },
      log: { error: (details) => failed.push(details) },
    });
  await wait(1);
  await sweep();
  expect([failed.length, stored().state]).toEqual([50, 'applied']);
  await sweep();
  expect([failed.length, stored().state]).toEqual([50, 'quarantining']);
  expect(deps.plans.rows.get('broken-0')?.end?.note).toContain('failed');
});
