import { expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { changed, planChange, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { TOOLING } from './fakes/inventory';
import { retryPlan } from './retry-plan';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;

/** A change of a crossing that is being applied while its former notes are changed. */
async function notedMeanwhile() {
  const console = fakeConsole();
  const { deps, actor } = console;
  const first = await standing(console, { owner: 'Web', ticket: 'OPS-1' });
  const next = await changed(console, first.planId, { who: ANNA, ticket: 'OPS-2' });
  const { planId } = next;
  expect(await applyPlan(deps, actor, { planId })).toMatchObject({ ok: true });
  const said = { owner: 'Ops', ticket: 'OPS-3' };
  expect(await planChange(console, first.planId, said)).toMatchObject({ ok: true });
  const carried = () =>
    deps.activity.entries
      .filter((entry) => entry.event === 'plan.noted' && entry.planId === planId)
      .map(({ sentence }) => sentence);
  return { ...console, first, next, carried };
}

it('keeps the plan’s own word for a note, and logs what was said meanwhile', async () => {
  const { first, next, carried } = await notedMeanwhile();
  await next.run();
  expect(next.stored().body.fields).toMatchObject({ owner: 'Ops', ticket: 'OPS-2' });
  expect(carried()).toEqual([
    expect.stringMatching(
      /^The owner of .* was changed last.* The ticket \(“OPS-3”\) of .* stays as the plan has it/,
    ),
  ]);
  // With the plan its word goes too.
  await next.undo();
  expect(first.stored()).toMatchObject({
    state: 'applied',
    body: { fields: { owner: 'Ops', ticket: 'OPS-3' } },
  });
});

it('takes the notes from a fresh reading where the plan was changed in between', async () => {
  const { deps, next, carried } = await notedMeanwhile();
  const { saveNotes } = deps.plans;
  let tries = 0;
  deps.plans.saveNotes = async (...noted) => {
    tries += 1;
    if (tries === 1) next.stored().version += 1;
    return saveNotes(...noted);
  };
  await next.run();
  expect(tries).toBe(2);
  expect(next.stored().body.fields.owner).toBe('Ops');
  expect(carried()).toHaveLength(1);
});

it('halts where the notes cannot be kept, and takes them once it is retried', async () => {
  const { deps, actor, next, carried } = await notedMeanwhile();
  const { saveNotes } = deps.plans;
  deps.plans.saveNotes = async () => false;
  await expect(next.run()).rejects.toThrow('notes of the crossing');
  expect(next.stored().state).toBe('stopped');
  deps.plans.saveNotes = saveNotes;
  const { planId } = next;
  expect(await retryPlan(deps, actor, { planId })).toMatchObject({ ok: true });
  await next.run();
  expect(next.stored()).toMatchObject({
    state: expect.stringMatching(/applied|proven/),
    body: { fields: { owner: 'Ops', ticket: 'OPS-2' } },
  });
  // A run that is repeated after its notes were taken says nothing twice.
  next.stored().state = 'applying';
  await next.run();
  expect(carried()).toHaveLength(1);
});
