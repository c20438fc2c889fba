import { expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { refused } from './fakes/aws';
import { changed, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { TOOLING } from './fakes/inventory';
import { retryPlan } from './retry-plan';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const LEE = `arn:aws:iam::${TOOLING}:user/lee`;

it('is changed by one of two plans that were made at the same time', async () => {
  const console = fakeConsole();
  const first = await standing(console, {});
  const [won, late] = [
    await changed(console, first.planId, { access: 'both' }),
    await changed(console, first.planId, { who: ANNA }),
  ];
  await won.apply();
  const writes = console.deps.aws.writes;
  expect(
    await applyPlan(console.deps, console.actor, { planId: late.planId }),
  ).toMatchObject({
    ok: false,
    error: { kind: 'conflict', message: expect.stringContaining('another plan') },
  });
  expect([late.stored().state, console.deps.aws.writes]).toEqual(['ready', writes]);
});

it('is not changed any more once it is quarantined', async () => {
  const console = fakeConsole();
  const first = await standing(console, {});
  const next = await changed(console, first.planId, { access: 'both' });
  first.stored().state = 'quarantined';
  expect(
    await applyPlan(console.deps, console.actor, { planId: next.planId }),
  ).toMatchObject({ ok: false, error: { kind: 'conflict' } });
  expect([first.stored().state, next.stored().state]).toEqual(['quarantined', 'ready']);
});

it('stays as the later plan made it: one that had stopped before is undone, not retried', async () => {
  const console = fakeConsole();
  const first = await standing(console, {});
  const stopped = await changed(console, first.planId, { access: 'both' });
  console.deps.aws.answers = [refused('AccessDenied')];
  await stopped.apply();
  expect(stopped.stored().state).toBe('stopped');
  const later = await changed(console, first.planId, { who: ANNA });
  await later.apply();
  const last = await changed(console, later.planId, { who: LEE });
  await last.apply();
  const before = last.atAws();
  const { writes } = console.deps.aws;
  expect(
    await retryPlan(console.deps, console.actor, { planId: stopped.planId }),
  ).toMatchObject({
    ok: false,
    error: { kind: 'conflict', message: expect.stringContaining('another plan') },
  });
  expect([stopped.stored().state, console.deps.aws.writes]).toEqual(['stopped', writes]);
  await stopped.undo();
  const states = [first, stopped, later, last].map((plan) => plan.stored().state);
  expect(states).toEqual(['replaced', 'undone', 'replaced', 'applied']);
  expect(last.atAws()).toBe(before);
});
