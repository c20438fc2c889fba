import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { ok } from '@/lib/core/result';
import type { ActivityEntry, StoredRequest, Telling } from '@/lib/ports';
import { openRequestsOf } from './request-store';
import { oneWaits, useTestDatabase } from './test-database';
import { newUser, newWorkspace, PROD } from './test-rows';

const database = useTestDatabase();
const now = new Date('2026-11-24T09:00:00Z');
const earlier = new Date('2026-11-24T08:59:59Z');
const later = new Date('2026-11-24T09:00:01Z');

/** A workspace with one person who made these requests; `names` says which ones are meant. */
async function newWorld(changes: Record<string, Partial<StoredRequest>>) {
  const { stores, prisma } = database();
  const workspaceId = await newWorkspace(database());
  const requesterId = await newUser(database());
  const entry = { ...ENTRY, workspaceId };
  const made = Object.entries(changes).map(([reason, change]) => ({
    request: {
      ...{ ...ASKED, workspaceId, requesterId, reason, id: randomUUID() },
      ...change,
    },
    telling: TELLING,
    entry,
  }));
  await stores.requests.create(made);
  return { stores, prisma, workspaceId, requesterId, entry, made };
}

const ASKED: Omit<StoredRequest, 'id' | 'workspaceId' | 'requesterId' | 'reason'> = {
  batchId: 'b1',
  requesterName: 'Mei',
  grantId: 'g1',
  roleArn: `arn:aws:iam::${PROD}:role/auditor`,
  isBreakGlass: false,
  ticket: '',
  durationSeconds: 3600,
  startsAt: earlier,
  approvalsNeeded: 1,
  approverIds: [],
  decisions: [],
  state: 'pending',
  createdAt: earlier,
  lapsesAt: later,
  firstUsedAt: null,
  endsAt: null,
  endedAt: null,
  endedByName: null,
  reviewedAt: null,
  reviewedByName: null,
  reviewNote: null,
};

const TELLING: Telling = {
  notice: { event: 'test', byName: 'Mei', page: '/requests' },
  key: 'request',
  people: [],
};

const ENTRY: Omit<ActivityEntry, 'workspaceId'> = {
  actorId: null,
  actorName: 'Mei',
  event: 'request.made',
  outcome: 'ok',
  sentence: 'Mei asks for a role.',
  target: null,
  planId: null,
  details: {},
};

const namesOf = (requests: StoredRequest[]) =>
  requests.map(({ reason }) => reason).sort();

it('reads no request that time has ended when it looks for what is open', async () => {
  const { prisma, workspaceId, requesterId } = await newWorld({
    pending: {},
    approved: { state: 'approved' },
    'not yet begun': { state: 'approved', startsAt: later },
    lapsed: { state: 'approved', lapsesAt: now },
    active: { state: 'active', lapsesAt: earlier, endsAt: later },
    'run out': { state: 'active', endsAt: now },
    ended: { state: 'ended', endsAt: later },
  });
  const open = await openRequestsOf(prisma, workspaceId, requesterId, now);
  expect(namesOf(open.get('g1') ?? [])).toEqual(['active', 'approved', 'not yet begun']);
});

it('waits for decisions that can still be made, and for reviews for ever', async () => {
  const glass = { isBreakGlass: true, state: 'active', endsAt: earlier } as const;
  const { stores, workspaceId } = await newWorld({
    pending: {},
    lapsed: { lapsesAt: now },
    denied: { state: 'denied' },
    'glass to review': glass,
    'reviewed glass': { ...glass, reviewedAt: earlier, reviewedByName: 'Ann' },
  });
  const waiting = await stores.requests.listWaiting(workspaceId, now);
  expect(namesOf(waiting)).toEqual(['glass to review', 'pending']);
});

it('finds those that time alone ended in a span, and no other', async () => {
  const at = new Date('2031-01-01T09:00:00Z'); // a span of this test alone
  const dayBefore = new Date('2030-12-31T09:00:00Z');
  const after = new Date('2031-01-01T09:00:01Z');
  const { stores } = await newWorld({
    undecided: { lapsesAt: at },
    unused: { state: 'approved', lapsesAt: at },
    'run out': { state: 'active', lapsesAt: dayBefore, endsAt: at },
    'long ago': { lapsesAt: dayBefore },
    'not yet': { lapsesAt: after },
    'in use': { state: 'active', lapsesAt: at, endsAt: after },
    denied: { state: 'denied', lapsesAt: at },
    'ended early': { state: 'ended', lapsesAt: at, endsAt: at },
  });
  const found = await stores.requests.listRunOut(dayBefore, at, 9);
  expect(namesOf(found)).toEqual(['run out', 'undecided', 'unused']);
  const [first, ...others] = found.map(({ id }) => id);
  const one = await stores.requests.listRunOut(dayBefore, at, 1);
  expect(one.map(({ id }) => id)).toEqual([first]);
  await stores.requests.markTold([first ?? ''], at);
  const left = await stores.requests.listRunOut(dayBefore, at, 9);
  expect(left.map(({ id }) => id)).toEqual(others);
});

it('keeps nobody from the log while many are still being written', async () => {
  const { stores, prisma, entry, made, workspaceId } = await newWorld({
    one: {},
    two: {},
  });
  const again = made.map(({ request, ...rest }) => ({
    ...rest,
    request: { ...request, id: `${request.id}-again` },
  }));
  const last = again[1]?.request.id;
  let created: Promise<void> | null = null;
  await prisma.$transaction(
    async (held) => {
      // A row that is renamed back at the end: until then the second request waits for its id.
      await held.$executeRaw`
        UPDATE "AccessRequest" SET "id" = ${last} WHERE "id" = ${made[1]?.request.id}`;
      created = stores.requests.create(again);
      await oneWaits(database());
      await stores.activity.append({ ...entry, sentence: 'between' });
      await held.$executeRaw`
        UPDATE "AccessRequest" SET "id" = ${made[1]?.request.id} WHERE "id" = ${last}`;
    },
    { timeout: 60_000 },
  );
  await created;
  const rows = await stores.activity.all(workspaceId);
  expect(rows[2]?.sentence).toBe('between');
  expect(rows).toHaveLength(5);
});

it('keeps what people wrote, though it holds what the database cannot', async () => {
  const { stores, workspaceId, requesterId, made } = await newWorld({
    'a\0b': { ticket: '\0' },
  });
  const id = made[0]?.request.id ?? '';
  const change = { state: 'denied', reviewNote: 'c\0d' } as const;
  const by = { personId: requesterId, at: now };
  const decision = { ...by, personName: 'Ann', isApproval: false, note: 'e\0f' };
  await stores.requests.change(workspaceId, id, () =>
    ok({ change, decision, telling: null, entry: null }),
  );
  expect(await stores.requests.find(workspaceId, id)).toMatchObject({
    reason: 'a\uFFFDb',
    ticket: '\uFFFD',
    reviewNote: 'c\uFFFDd',
    decisions: [{ note: 'e\uFFFDf' }],
  });
});
