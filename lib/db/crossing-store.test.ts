import { expect, it } from 'vitest';
import type { AccessFilter, CrossingRow } from '@/lib/inventory/schema';
import { useTestDatabase } from './test-database';
import { newWorkspace, PROD, TOOLING } from './test-rows';

const database = useTestDatabase();

const builtAt = new Date('2026-11-24T09:30:00.500Z');
const anything: AccessFilter = {
  q: '',
  state: 'any',
  outside: 'any',
  account: '',
  page: 1,
};

function crossing(id: string, change: Partial<CrossingRow> = {}): CrossingRow {
  return {
    id,
    who: {
      kind: 'role',
      arn: `arn:aws:iam::${TOOLING}:role/CI-Deploy`,
      name: 'CI-Deploy',
      accountId: TOOLING,
      accountName: 'Tooling',
      isOutside: false,
    },
    role: {
      arn: `arn:aws:iam::${PROD}:role/x-log-writer`,
      name: 'x-log-writer',
      accountId: PROD,
      accountName: 'Prod',
      isProduction: true,
    },
    deck: 'works',
    verb: 'can become',
    why: 'Both halves stand.',
    conditionKeys: [],
    halves: 'both',
    isOutside: false,
    lastUsedAt: null,
    ...change,
  };
}

const vendor = crossing('vendor', {
  who: {
    kind: 'everyone',
    arn: '*',
    name: '100%_anyone',
    accountId: null,
    accountName: null,
    isOutside: true,
  },
  deck: 'conditional',
  conditionKeys: ['sts:ExternalId', 'aws:MultiFactorAuthPresent'],
  isOutside: true,
  lastUsedAt: '2026-11-20T08:00:00.000Z',
});

async function estate() {
  const workspaceId = await newWorkspace(database());
  const rows = [crossing('b'), vendor, crossing('a', { deck: 'denied' })];
  await database().stores.crossings.replaceAll(workspaceId, rows, builtAt);
  return { workspaceId, rows };
}

async function idsOf(workspaceId: Awaited<ReturnType<typeof newWorkspace>>, filter = {}) {
  const found = await database().stores.crossings.search(
    workspaceId,
    { ...anything, ...filter },
    50,
  );
  return found.rows.map(({ id }) => id);
}

it('gives back crossings whole and in the order in which they were built', async () => {
  const { workspaceId, rows } = await estate();
  const found = await database().stores.crossings.search(workspaceId, anything, 50);
  expect(found).toEqual({ rows, matchesTotal: 3, crossingsTotal: 3, builtAt });
});

it.each([
  [{ q: 'ci-deploy' }, ['b', 'a']],
  [{ q: `prod ${TOOLING}` }, ['b', 'a']],
  [{ q: '100%_' }, ['vendor']],
  [{ q: '%' }, ['vendor']],
  [{ q: 'nobody' }, []],
  [{ q: 'a\0b' }, []],
  [{ state: 'denied' }, ['a']],
  [{ outside: 'yes' }, ['vendor']],
  [{ outside: 'no' }, ['b', 'a']],
  [{ account: TOOLING }, ['b', 'a']],
  [{ account: PROD }, ['b', 'vendor', 'a']],
  [{ account: "'; DROP TABLE x; --" }, []],
])('filters by %j', async (filter, ids) => {
  const { workspaceId } = await estate();
  expect(await idsOf(workspaceId, filter)).toEqual(ids);
});

it('counts what matches over all pages', async () => {
  const { workspaceId } = await estate();
  const found = await database().stores.crossings.search(
    workspaceId,
    { ...anything, q: 'ci', page: 2 },
    1,
  );
  expect(found.rows.map(({ id }) => id)).toEqual(['a']);
  expect([found.matchesTotal, found.crossingsTotal]).toEqual([2, 3]);
});

it('replaces all crossings of one workspace and none of another', async () => {
  const { crossings } = database().stores;
  const ours = await estate();
  const theirs = await estate();
  const later = new Date('2026-11-24T11:00:00Z');
  await crossings.replaceAll(ours.workspaceId, [crossing('new')], later);
  expect(await idsOf(ours.workspaceId)).toEqual(['new']);
  expect(await idsOf(theirs.workspaceId)).toEqual(['b', 'vendor', 'a']);
  expect(await crossings.find(ours.workspaceId, 'vendor')).toBeNull();
  expect(await crossings.find(theirs.workspaceId, 'vendor')).toEqual(vendor);
});

it('ends with one whole set when two replacements meet', async () => {
  const workspaceId = await newWorkspace(database());
  const setOf = (name: string) =>
    Array.from({ length: 300 }, (_, index) => crossing(`${name}-${index}`));
  await Promise.all(
    ['x', 'y', 'z'].map((name) =>
      database().stores.crossings.replaceAll(workspaceId, setOf(name), builtAt),
    ),
  );
  const found = await database().stores.crossings.search(workspaceId, anything, 1000);
  const [first] = found.rows;
  expect(found.rows.map(({ id }) => id)).toEqual(
    setOf(first?.id.slice(0, 1) ?? '').map(({ id }) => id),
  );
});

it('lists who can become one role', async () => {
  const { workspaceId } = await estate();
  const other = crossing('other', {
    role: { ...crossing('o').role, arn: `arn:aws:iam::${PROD}:role/other` },
  });
  const { crossings } = database().stores;
  await crossings.replaceAll(workspaceId, [other, vendor, crossing('b')], builtAt);
  const rows = await crossings.listOfRole(workspaceId, vendor.role.arn);
  expect(rows.map(({ id }) => id)).toEqual(['vendor', 'b']);
});

it('says that nothing was built yet', async () => {
  const workspaceId = await newWorkspace(database());
  const found = await database().stores.crossings.search(workspaceId, anything, 50);
  expect(found).toEqual({ rows: [], matchesTotal: 0, crossingsTotal: 0, builtAt: null });
});

it('keeps more rows than one statement holds', async () => {
  const workspaceId = await newWorkspace(database());
  const rows = Array.from({ length: 12_001 }, (_, index) => crossing(`c${index}`));
  await database().stores.crossings.replaceAll(workspaceId, rows, builtAt);
  const found = await database().stores.crossings.search(
    workspaceId,
    { ...anything, page: 12_001 },
    1,
  );
  expect(found.rows.map(({ id }) => id)).toEqual(['c12000']);
});
