import { expect, it } from 'vitest';
import { isRemoval } from '@/lib/core/is-removal';
import { exportPlan } from './export-plan';
import { ExportFormat } from './export-schema';
import { changed, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { exportOf, mergedConsole, REAL, textOf } from './fakes/exported';
import { DATA, TOOLING } from './fakes/inventory';
import { plannedConsole, ROLE } from './fakes/planned';

const PRACTICE = { workspaceKind: 'practice' } as const;

const FILES = [
  ['cloudformation', TOOLING, 'template.json'],
  ['cloudformation', DATA, 'template.json'],
  ['bash', TOOLING, 'sh'],
  ['bash', DATA, 'sh'],
  ['powershell', TOOLING, 'ps1'],
  ['powershell', DATA, 'ps1'],
  ['terraform', undefined, 'tf.json'],
  ['json', undefined, 'json'],
] as const;

it.each(FILES)('writes a new crossing as %s of %s', async (format, account, ending) => {
  const text = await textOf(await plannedConsole(), format, account);
  await expect(text).toMatchFileSnapshot(
    `export/golden/new-${account ?? 'all'}.${ending}.txt`,
  );
});

it.each(FILES)(
  'writes a change of what stands as %s of %s',
  async (format, account, ending) => {
    const text = await textOf(await mergedConsole(), format, account);
    await expect(text).toMatchFileSnapshot(
      `export/golden/changed-${account ?? 'all'}.${ending}.txt`,
    );
  },
);

it.each(ExportFormat.options)(
  'is the same %s file in every state of the plan',
  async (format) => {
    const world = await plannedConsole();
    const planned = await textOf(world, format, DATA);
    await world.apply();
    expect(await textOf(world, format, DATA)).toBe(planned);
    await world.undo();
    expect(world.stored().state).toBe('undone');
    expect(await textOf(world, format, DATA)).toBe(planned);
  },
);

it.each(['bash', 'powershell'] as const)(
  'carries the endpoint of practice accounts in %s, and never for real ones',
  async (format) => {
    const world = await plannedConsole();
    const practice = await textOf(world, format, DATA, PRACTICE);
    expect(practice.split('\n')[0]).toBe('# practice account');
    expect(practice).toContain('http://127.0.0.1:4566');
    const real = await textOf(world, format, DATA);
    expect(real).not.toMatch(/practice|ENDPOINT|127\.0\.0\.1/);
  },
);

it('points Terraform at practice accounts, and never for real ones', async () => {
  const world = await plannedConsole();
  const practice = JSON.parse(await textOf(world, 'terraform', DATA, PRACTICE));
  expect(practice.provider.aws[0].endpoints[0].iam).toBe('http://127.0.0.1:4566');
  expect(await textOf(world, 'terraform')).not.toMatch(/practice|endpoints/);
});

it('puts the trusted account’s file first, so that the trust is opened last', async () => {
  const world = await plannedConsole();
  const names = await Promise.all(
    [TOOLING, DATA].map(async (account) => {
      const file = await exportOf(world, 'bash', account);
      return file.ok ? file.value.name : file.error.kind;
    }),
  );
  expect(names).toEqual([
    expect.stringMatching(/^plan-[0-9a-f]{8}-1-111122223333\.sh$/),
    expect.stringMatching(/^plan-[0-9a-f]{8}-2-444455556666\.sh$/),
  ]);
});

it('asks which account where a format has a file for each', async () => {
  const refused = await exportOf(await plannedConsole(), 'bash');
  expect(refused).toMatchObject({
    error: {
      kind: 'invalid_input',
      message:
        'This format has one file for each account. Say which: 111122223333 or 444455556666.',
    },
  });
});

it('finds neither a plan that is not there nor an account it writes nothing in', async () => {
  const world = await plannedConsole();
  const elsewhere = await exportOf(world, 'json', '999988887777');
  expect(elsewhere).toMatchObject({ error: { kind: 'not_found' } });
  const gone = await exportOf({ ...world, planId: 'no-such-plan' }, 'json');
  expect(gone).toMatchObject({ error: { kind: 'not_found' } });
});

it('does not let a person without a role in the workspace read it', async () => {
  const refused = await exportOf(await plannedConsole(), 'json', undefined, {
    role: 'nobody' as never,
  });
  expect(refused).toEqual({
    ok: false,
    error: { kind: 'forbidden', permission: 'plan:read' },
  });
});

it('writes no file of a practice plan where no practice accounts run', async () => {
  const { deps, actor, planId } = await plannedConsole();
  const asked = { id: planId, format: 'bash', account: DATA } as never; // ids of tests, unparsed
  const refused = await exportPlan({ ...deps, practiceWorlds: null }, actor, asked);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  const real = { ...actor, ...REAL };
  expect(await exportPlan({ ...deps, practiceWorlds: null }, real, asked)).toMatchObject({
    ok: true,
  });
});

/** A crossing of a role with two managed policies and a tag, changed so that it wants less. */
async function narrowed() {
  const console = fakeConsole();
  const before = await standing(console, {
    recipe: 'people',
    trustingAccount: DATA,
    bucket: '',
    roleName: ROLE,
    assumeAs: 'managed',
    managedPolicies: 'ReadOnlyAccess\nAWSSupportAccess',
    tags: 'owner\tWeb',
  });
  return changed(console, before.planId, {
    who: `arn:aws:iam::${TOOLING}:user/anna`,
    managedPolicies: 'ReadOnlyAccess',
    tags: '',
  });
}

// Of Tooling a template would hold nothing.
const NARROWED = FILES.filter((file) => file[0] !== 'cloudformation' || file[1] === DATA);

it.each(NARROWED)(
  'writes a change that takes away as %s of %s',
  async (format, account, ending) => {
    const text = await textOf(await narrowed(), format, account);
    await expect(text).toMatchFileSnapshot(
      `export/golden/narrowed-${account ?? 'all'}.${ending}.txt`,
    );
  },
);

it('gives no template where a plan only takes away, and says how else', async () => {
  const world = await narrowed();
  const stored = world.stored();
  stored.steps = stored.steps.filter(({ write }) => isRemoval(write));
  expect(await exportOf(world, 'terraform')).toMatchObject({
    error: {
      kind: 'conflict',
      message: expect.stringMatching(
        /^Terraform takes nothing away .* run: aws iam untag-role .* && aws iam detach-role-policy /,
      ),
    },
  });
});

it('is on record before the file leaves', async () => {
  const world = await plannedConsole();
  const file = await exportOf(world, 'bash', DATA);
  const name = file.ok && file.value.name;
  expect(world.deps.activity.entries.at(-1)).toMatchObject({
    event: 'plan.exported',
    outcome: 'ok',
    sentence: `Mei took ${name}: ${world.stored().title}.`,
    planId: world.planId,
    details: { format: 'bash' },
  });
  const append = async () => Promise.reject(new Error('disk full'));
  const unwritten = { ...world, deps: { ...world.deps, activity: { append } as never } };
  await expect(exportOf(unwritten, 'bash', DATA)).rejects.toThrow('disk full');
});

it('gives a person a file a second, and no more', async () => {
  const world = await plannedConsole();
  const ask = () => exportOf(world, 'json');
  const files = await Promise.all(Array.from({ length: 60 }, ask));
  expect(files.every(({ ok }) => ok)).toBe(true);
  expect(await ask()).toMatchObject({ error: { kind: 'throttled' } });
  expect(world.deps.activity.entries.at(-1)?.event).toBe('plan.exported');
});
