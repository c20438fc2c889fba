import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ActivityEntry, StoredRequest } from '@/lib/ports';
import { openRequestsOf } from './request-store';
import { useTestDatabase } from './test-database';
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
  const rows = Object.entries(changes).map(([reason, change]) => ({
    ...{ ...ASKED, workspaceId, requesterId, reason, id: randomUUID() },
    ...change,
  }));
  const entry = { ...ENTRY, workspaceId };
  await stores.requests.create(rows.map((request) => ({ request, entry })));
  return { stores, prisma, workspaceId, requesterId };
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
