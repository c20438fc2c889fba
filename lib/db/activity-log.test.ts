import { expect, it } from 'vitest';
import { FIRST_PREVIOUS_HASH, hashOfActivity } from '@/lib/core/activity-hash';
import type { ActivityEntry, ActivityLog } from '@/lib/ports';
import { useTestDatabase } from './test-database';
import { newWorkspace } from './test-rows';

const database = useTestDatabase();

async function newEntry(change: Partial<ActivityEntry> = {}): Promise<ActivityEntry> {
  return {
    workspaceId: await newWorkspace(database()),
    actorId: 'u1',
    actorName: 'Mei',
    event: 'credentials.issued',
    outcome: 'ok',
    sentence: 'Mei took auditor in Prod for 1 h.',
    target: 'arn:aws:iam::777788889999:role/auditor',
    planId: null,
    details: { use: 'terminal', seconds: 3600, ratio: 0.1, isFirst: true, note: null },
    ...change,
  };
}

type Query = Omit<Parameters<ActivityLog['list']>[0], 'workspaceId'>;

const everything: Query = { q: '', event: '', before: null, limit: 50 };

/** Recomputes every hash from the row as it was read back. */
function brokenLinks(rows: Awaited<ReturnType<typeof rowsOf>>) {
  return rows.filter((row, index) => {
    const previous = rows[index - 1]?.hash ?? FIRST_PREVIOUS_HASH;
    const hash = hashOfActivity(row, previous, index + 1, row.at);
    return (
      row.hash !== hash || row.previousHash !== previous || row.sequence !== index + 1
    );
  });
}

const rowsOf = ({ workspaceId }: ActivityEntry) =>
  database().stores.activity.all(workspaceId);

it('chains rows so that each can be recomputed from what was stored', async () => {
  const { activity } = database().stores;
  const entry = await newEntry();
  await activity.append(entry);
  await activity.append({ ...entry, sentence: 'Quotes “ and ü and \u{1f511}' });
  await activity.append({ ...entry, sentence: 'Odd: \0 \ud800', details: {} });
  const rows = await rowsOf(entry);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject(entry);
  expect(brokenLinks(rows)).toEqual([]);
});

it('stays one chain when many append at once', async () => {
  const { activity } = database().stores;
  const entry = await newEntry();
  const other = await newEntry();
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      activity.append({ ...(index % 4 === 0 ? other : entry), sentence: `${index}` }),
    ),
  );
  const rows = await rowsOf(entry);
  expect(rows).toHaveLength(30);
  expect(brokenLinks(rows)).toEqual([]);
  expect(brokenLinks(await rowsOf(other))).toEqual([]);
  const times = rows.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

it.each([
  ['UPDATE', `UPDATE "ActivityEvent" SET "sentence" = 'nothing happened'`],
  ['DELETE', 'DELETE FROM "ActivityEvent"'],
  ['TRUNCATE', 'TRUNCATE "ActivityEvent"'],
  ['DELETE of the head', 'DELETE FROM "ActivityHead"'],
])('refuses %s', async (_what, sql) => {
  const entry = await newEntry();
  await database().stores.activity.append(entry);
  await expect(database().prisma.$executeRawUnsafe(sql)).rejects.toThrow(/is refused/);
  expect(await rowsOf(entry)).toHaveLength(1);
});

it('rejects when the row cannot be written, and keeps the chain', async () => {
  const { prisma, stores } = database();
  const entry = await newEntry();
  await stores.activity.append(entry);
  await prisma.$executeRaw`
    ALTER TABLE "ActivityEvent" ADD CONSTRAINT "full" CHECK ("sentence" <> 'disk full')`;
  await expect(
    stores.activity.append({ ...entry, sentence: 'disk full' }),
  ).rejects.toThrow();
  await prisma.$executeRaw`ALTER TABLE "ActivityEvent" DROP CONSTRAINT "full"`;
  await stores.activity.append({ ...entry, sentence: 'room again' });
  const rows = await rowsOf(entry);
  expect(rows.map(({ sentence }) => sentence)).toEqual([entry.sentence, 'room again']);
  expect(brokenLinks(rows)).toEqual([]);
});

it('finds rows by words, by event and before a row, newest first', async () => {
  const { activity } = database().stores;
  const entry = await newEntry();
  const { workspaceId } = entry;
  await activity.append(entry);
  await activity.append({ ...entry, event: 'plan.applied', target: '100%' });
  await activity.append({
    ...entry,
    actorName: 'Anna',
    sentence: 'Anna left.',
    target: null,
  });
  const found = async (query: Partial<Query>) => {
    const rows = await activity.list({ ...everything, ...query, workspaceId });
    return rows.map(({ sequence }) => sequence);
  };
  expect(await found({})).toEqual([3, 2, 1]);
  expect(await found({ limit: 2 })).toEqual([3, 2]);
  expect(await found({ before: 3 })).toEqual([2, 1]);
  expect(await found({ event: 'plan.applied' })).toEqual([2]);
  expect(await found({ q: 'MEI auditor' })).toEqual([2, 1]);
  expect(await found({ q: '%' })).toEqual([2]);
  expect(await found({ q: 'anna', before: 3 })).toEqual([]);
  expect(await activity.events(workspaceId)).toEqual([
    'credentials.issued',
    'plan.applied',
  ]);
});

it('shows nothing of another workspace', async () => {
  const { activity } = database().stores;
  await activity.append(await newEntry());
  const workspaceId = await newWorkspace(database());
  expect(await activity.list({ ...everything, workspaceId })).toEqual([]);
  expect(await activity.events(workspaceId)).toEqual([]);
});
