import { beforeEach, expect, it } from 'vitest';
import type { WorkspaceId } from '@/lib/core/ids';
import { useTestDatabase } from './test-database';
import { newAccount, newWorkspace, PROD, snapshotOf, TOOLING } from './test-rows';

const database = useTestDatabase();
const FORMAT = 'index-1';
let workspaceId: WorkspaceId;
beforeEach(async () => {
  workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  await newAccount(database(), workspaceId, TOOLING, 'Tooling');
});

const snapshotAt = (hour: number, accountId = PROD) =>
  database().stores.snapshots.save(
    snapshotOf(workspaceId, {
      accountId,
      takenAt: new Date(Date.UTC(2026, 10, 24, hour)),
    }),
  );

const load = (snapshotIds: string[], format = FORMAT) =>
  database().stores.indexes.load(workspaceId, snapshotIds, format);
const save = (texts: Record<string, string>, format = FORMAT) =>
  database().stores.indexes.save(workspaceId, format, new Map(Object.entries(texts)));

it('gives back what was compiled of each snapshot, to the letter', async () => {
  const [prod, tooling] = [await snapshotAt(9), await snapshotAt(9, TOOLING)];
  const texts = { [prod]: '{"a":"\u20ac \\u0000"}\n[]', [tooling]: '{}' };
  await save(texts);
  expect(Object.fromEntries(await load([prod, tooling, 'gone']))).toEqual(texts);
});

it('replaces a text, and keeps those of other versions apart', async () => {
  const prod = await snapshotAt(9);
  await save({ [prod]: 'damaged' });
  await save({ [prod]: 'of another version' }, 'index-2');
  await save({ [prod]: 'sound' });
  expect((await load([prod])).get(prod)).toBe('sound');
  expect((await load([prod], 'index-2')).get(prod)).toBe('of another version');
});

it('forgets what was compiled of an account before, and of no other account', async () => {
  const [early, tooling] = [await snapshotAt(8), await snapshotAt(8, TOOLING)];
  await save({ [early]: 'early', [tooling]: 'tooling' });
  const late = await snapshotAt(9);
  await save({ [late]: 'late' });
  expect([...(await load([early, tooling, late])).values()].sort()).toEqual([
    'late',
    'tooling',
  ]);
});

it('goes with its snapshot, and is not written for one that is gone', async () => {
  const prod = await snapshotAt(9);
  await save({ [prod]: 'compiled' });
  await database().stores.accounts.remove(workspaceId, PROD);
  const where = { snapshotId: prod };
  expect(await database().prisma.compiledAccount.count({ where })).toBe(0);
  await save({ [prod]: 'compiled' });
  expect(await load([prod])).toEqual(new Map());
});

it('gives and takes nothing of another workspace', async () => {
  const prod = await snapshotAt(9);
  await save({ [prod]: 'ours' });
  const other = await newWorkspace(database());
  const { indexes } = database().stores;
  await indexes.save(other, FORMAT, new Map([[prod, 'theirs']]));
  expect(await indexes.load(other, [prod], FORMAT)).toEqual(new Map());
  expect((await load([prod])).get(prod)).toBe('ours');
});

it('is saved by several processes at once', async () => {
  const ids = [await snapshotAt(9), await snapshotAt(9, TOOLING)];
  const [a = '', b = ''] = ids;
  await Promise.all(
    Array.from({ length: 16 }, (_, at) =>
      save(at % 2 ? { [a]: 'same', [b]: 'same' } : { [b]: 'same', [a]: 'same' }),
    ),
  );
  expect([...(await load(ids)).values()]).toEqual(['same', 'same']);
});
