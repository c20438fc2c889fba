import { expect, it } from 'vitest';
import { planChange, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { account, DATA, TOOLING } from './fakes/inventory';
import { ROLE } from './fakes/planned';

/** A proven crossing of which an owner has run the half in the account of this id. */
async function provenWithOwner(theirs: string) {
  const accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')].map((one) =>
    one.id === theirs ? { ...one, connection: null } : one,
  );
  const console = fakeConsole({ accounts });
  const first = await standing(console, { tags: 'team\tOps' });
  const stored = first.stored();
  expect(stored.state).toBe('waiting');
  stored.state = 'proven';
  for (const step of stored.steps) step.state = 'done';
  return { console, first, change: planChange.bind(null, console, first.planId) };
}

it.each([TOOLING, DATA])(
  'notes what is said of a crossing of which %s is run by its owner, and writes nothing',
  async (theirs) => {
    const { console, first, change } = await provenWithOwner(theirs);
    const plans = console.deps.plans.rows.size;
    const noted = await change({
      purpose: 'Nightly copy',
      ticket: 'OPS-7',
      confirmedName: ROLE,
    });
    expect(noted).toEqual({ ok: true, value: { planId: first.planId } });
    expect(first.stored().body.fields).toMatchObject({
      purpose: 'Nightly copy',
      ticket: 'OPS-7',
    });
    expect(first.stored().state).toBe('proven');
    expect(console.deps.plans.rows.size).toBe(plans);
  },
);

it.each([
  [TOOLING, { access: 'write' as const }, 'Permissions of'],
  [DATA, { who: `arn:aws:iam::${TOOLING}:user/anna` }, 'AllowAssume'],
])(
  'changes nothing that is let through while %s is run by its owner, and says the way on',
  async (theirs, more, title) => {
    const { change } = await provenWithOwner(theirs);
    const refused = await change({ ...more, confirmedName: ROLE });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        kind: 'conflict',
        message: expect.stringMatching(
          new RegExp(
            `^The owner of ${theirs} runs a half .*${title}.* undo it and make a new one`,
          ),
        ),
      },
    });
  },
);
