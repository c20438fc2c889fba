import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry, PlanStore, StoredStep } from '@/lib/ports';
import { DraftFields, type ProofView, STANDING } from '@/lib/setup/schema';
import { useTestDatabase } from './test-database';
import { newUser, newWorkspace, PROD, TOOLING, trustPolicy } from './test-rows';

const database = useTestDatabase();
const roleArn = `arn:aws:iam::${PROD}:role/x-log-writer`;

const step = (number: number): StoredStep => ({
  number,
  title: `Step ${number}`,
  accountId: PROD,
  side: 'trusting',
  operation: 'iam:UpdateAssumeRolePolicy',
  target: { kind: 'trust', roleName: 'x-log-writer' },
  write: {
    kind: 'put-trust',
    roleName: 'x-log-writer',
    document: JSON.stringify(trustPolicy),
  },
  before: '{ "Version" : "2012-10-17",\n "Statement":[] }',
  after: JSON.stringify(trustPolicy),
  state: 'waiting',
  intendedAt: null,
  calledAt: null,
  doneAt: null,
  attempts: 0,
  requestId: null,
  detail: null,
  awsCode: null,
  awsMessage: null,
});

type NewPlan = Parameters<PlanStore['create']>[0];

async function newPlan(change: Partial<NewPlan> = {}): Promise<NewPlan> {
  const plan: NewPlan = {
    id: randomUUID(),
    workspaceId: await newWorkspace(database()),
    createdById: await newUser(database()),
    draftId: null,
    title: 'ci-deploy writes logs',
    hash: 'abcdef01',
    state: 'ready',
    body: {
      fields: DraftFields.parse({ purpose: 'Nightly logs', owner: 'Web platform' }),
      trustingAccountId: PROD,
      trustingAccountName: 'Prod',
      trustedAccountId: TOOLING,
      trustedAccountName: 'Tooling',
      roleName: 'x-log-writer',
      roleArn,
      whoArn: `arn:aws:iam::${TOOLING}:role/ci-deploy`,
      bucket: 'app-logs',
      region: 'eu-west-1',
      externalId: null,
      warnings: ['Whole account'],
    },
    view: { changes: [{ mark: '+' }], gains: [] },
    progress: null,
    reviewOn: new Date('2027-02-22T00:00:00Z'),
    createdAt: new Date('2026-11-24T09:00:00.007Z'),
    expiresAt: new Date('2026-11-24T10:00:00Z'),
    steps: [step(2), step(1)],
    end: null,
    ...change,
  };
  await database().stores.plans.create(plan);
  return plan;
}

const proof = (id: string, state: ProofView['state']): ProofView => ({
  id,
  state,
  sentence: 'ci-deploy crossed.',
  checks: [],
  ranAt: '2026-11-24T09:10:00.000Z',
  sessionName: 'mei-x-log-writer',
});

it('gives back a plan whole, its steps in order, documents byte for byte', async () => {
  const plan = await newPlan();
  const found = await database().stores.plans.find(plan.workspaceId, plan.id);
  expect(found).toEqual({
    ...plan,
    steps: [step(1), step(2)],
    quarantine: null,
    version: 1,
    proof: null,
  });
});

it('shows a plan to its own workspace only', async () => {
  const { plans } = database().stores;
  const plan = await newPlan();
  const other = await newWorkspace(database());
  expect(await plans.find(other, plan.id)).toBeNull();
  expect(await plans.list(other, 10)).toEqual([]);
  expect(await plans.findByRole(other, roleArn)).toBeNull();
});

it('lists the newest plans first', async () => {
  const older = await newPlan();
  const newer = await newPlan({
    workspaceId: older.workspaceId,
    createdAt: new Date('2026-11-24T09:30:00Z'),
  });
  const listed = await database().stores.plans.list(older.workspaceId, 10);
  expect(listed.map(({ id }) => id)).toEqual([newer.id, older.id]);
  expect(await database().stores.plans.list(older.workspaceId, 1)).toHaveLength(1);
});

it('lets one of many who apply the same plan at once go on', async () => {
  const { plans } = database().stores;
  const plan = await newPlan();
  const moves = await Promise.all(
    Array.from({ length: 10 }, () => plans.moveState(plan.id, ['ready'], 'applying')),
  );
  expect(moves.filter(Boolean)).toHaveLength(1);
  const found = await plans.find(plan.workspaceId, plan.id);
  expect(found).toMatchObject({ state: 'applying', version: 2 });
  expect(await plans.moveState(plan.id, ['ready', 'stopped'], 'undoing')).toBe(false);
});

it('keeps a journal of each step', async () => {
  const { plans } = database().stores;
  const plan = await newPlan();
  const intendedAt = new Date('2026-11-24T09:01:00.001Z');
  await plans.updateStep(plan.id, 1, { state: 'running', intendedAt, attempts: 1 });
  await plans.updateStep(plan.id, 1, {
    state: 'stopped',
    awsCode: 'AccessDenied',
    awsMessage: 'not authorized',
    before: null,
  });
  const found = await plans.find(plan.workspaceId, plan.id);
  expect(found?.steps).toEqual([
    {
      ...step(1),
      state: 'stopped',
      intendedAt,
      attempts: 1,
      awsCode: 'AccessDenied',
      awsMessage: 'not authorized',
      before: null,
    },
    step(2),
  ]);
  await expect(plans.updateStep(plan.id, 9, { state: 'done' })).rejects.toThrow();
});

it('shows the proof that was saved last', async () => {
  const { plans } = database().stores;
  const plan = await newPlan();
  await plans.saveProof(plan.id, proof('first', 'green'));
  await plans.saveProof(plan.id, proof('second', 'red'));
  const found = await plans.find(plan.workspaceId, plan.id);
  expect(found?.proof).toEqual(proof('second', 'red'));
});

it('gives the lease to one process until it is released or runs out', async () => {
  const { plans } = database().stores;
  const { id } = await newPlan();
  const tries = await Promise.all(
    ['a', 'b', 'c', 'd'].map((holder) => plans.lease(id, holder, 60)),
  );
  expect(tries.filter(Boolean)).toHaveLength(1);
  const holder = ['a', 'b', 'c', 'd'][tries.indexOf(true)] ?? '';
  expect(await plans.lease(id, holder, 60)).toBe(true);
  await plans.release(id, 'somebody else');
  expect(await plans.lease(id, 'somebody else', 60)).toBe(false);
  await plans.release(id, holder);
  expect(await plans.lease(id, 'somebody else', -1)).toBe(true);
  expect(await plans.lease(id, 'after it ran out', 60)).toBe(true);
});

it('finds plans that a stopped process left in the middle', async () => {
  const { plans } = database().stores;
  const applying = await newPlan({ state: 'applying' });
  const undoing = await newPlan({ state: 'undoing' });
  const proven = await newPlan({ state: 'proven' });
  const found = await plans.listInterrupted();
  expect(found).toContainEqual({ workspaceId: applying.workspaceId, id: applying.id });
  expect(found).toContainEqual({ workspaceId: undoing.workspaceId, id: undoing.id });
  expect(found.map(({ id }) => id)).not.toContain(proven.id);
});

it('2.10, 4.7: knows review date and purpose of the newest applied plan of a role', async () => {
  const { plans } = database().stores;
  const workspaceId: WorkspaceId = await newWorkspace(database());
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
  await newPlan({ workspaceId, state: 'applied', createdAt: at(1) });
  const newest = await newPlan({ workspaceId, state: 'proven', createdAt: at(2) });
  await newPlan({ workspaceId, state: 'undone', createdAt: at(3) });
  const isBeside = { ...newest.body, whoArn: roleArn, fields: DraftFields.parse({}) };
  await newPlan({ workspaceId, state: 'proven', createdAt: at(4), body: isBeside });
  expect(await plans.findByRole(workspaceId, roleArn)).toEqual({
    planId: newest.id,
    reviewOn: newest.reviewOn,
    purpose: 'Nightly logs',
    owner: 'Web platform',
    ticket: '',
  });
});

it('keeps what is said of a crossing while it stands and as it was read, with its entry in the log', async () => {
  const { plans, activity } = database().stores;
  const { id, workspaceId, body } = await newPlan({ state: 'proven' });
  const reviewOn = new Date('2027-02-01T00:00:00.000Z');
  const fields = { ...body.fields, owner: 'Ops', ticket: 'OPS-7' };
  const notes = { body: { ...body, fields }, reviewOn };
  const entry = notedIn(workspaceId, id);
  const read = { id, workspaceId, version: 1 };
  const other = await newWorkspace(database());
  const elsewhere = { ...read, workspaceId: other };
  expect(await plans.saveNotes(elsewhere, notes, entry, STANDING)).toBe(false);
  expect(await plans.saveNotes(read, notes, entry, STANDING)).toBe(true);
  expect(await plans.find(workspaceId, id)).toMatchObject({ ...notes, state: 'proven' });
  // Somebody who read it before that would write over it.
  expect(await plans.saveNotes(read, { body, reviewOn }, entry, STANDING)).toBe(false);
  await plans.moveState(id, ['proven'], 'undoing');
  const undoing = { ...read, version: 3 };
  expect(await plans.saveNotes(undoing, { body, reviewOn }, entry, STANDING)).toBe(false);
  expect(await plans.find(workspaceId, id)).toMatchObject({
    version: 3,
    body: { fields: { owner: 'Ops' } },
  });
  expect(await activity.all(workspaceId)).toMatchObject([{ event: 'plan.noted' }]);
});

it('says nothing of a crossing that it cannot log', async () => {
  const { stores, prisma } = database();
  const { id, workspaceId, body, reviewOn } = await newPlan({ state: 'proven' });
  const read = { id, workspaceId, version: 1 };
  const notes = { body: { ...body, fields: { ...body.fields, owner: 'Ops' } }, reviewOn };
  const entry = { ...notedIn(workspaceId, id), event: null as never };
  await expect(stores.plans.saveNotes(read, notes, entry, STANDING)).rejects.toThrow();
  const row = await prisma.plan.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ version: 1, body: { fields: { owner: 'Web platform' } } });
});

const notedIn = (workspaceId: WorkspaceId, planId: string): ActivityEntry => ({
  workspaceId,
  actorId: null,
  actorName: 'Ann',
  event: 'plan.noted',
  outcome: 'ok',
  sentence: 'Ann changed the owner.',
  target: roleArn,
  planId,
  details: {},
});

it('lists the trust policies that plans wrote to a role, not those they meant to write', async () => {
  const { plans } = database().stores;
  const object = { kind: 'role', roleName: 'x-log-writer' } as const;
  const plan = await newPlan({
    steps: [step(1), step(2), { ...step(3), target: object }],
  });
  const doneAt = new Date('2026-11-24T09:02:00.000Z');
  await plans.updateStep(plan.id, 2, { state: 'done', doneAt });
  await plans.updateStep(plan.id, 3, { state: 'done', doneAt });
  expect(await plans.listTrustWrites(plan.workspaceId, roleArn)).toEqual([
    { planId: plan.id, title: plan.title, document: step(2).after, doneAt },
  ]);
  const other = await newWorkspace(database());
  expect(await plans.listTrustWrites(other, roleArn)).toEqual([]);
  expect(await plans.listTrustWrites(plan.workspaceId, `${roleArn}2`)).toEqual([]);
});

it('says and forgets what a run is doing', async () => {
  const { plans } = database().stores;
  const plan = await newPlan();
  await plans.setProgress(plan.id, 'AWS is spreading the change');
  expect((await plans.find(plan.workspaceId, plan.id))?.progress).toMatch(/spreading/);
  await plans.setProgress(plan.id, null);
  expect((await plans.find(plan.workspaceId, plan.id))?.progress).toBeNull();
});

it('takes a change that waits for its owner for due, since what it changes stands', async () => {
  const endsAt = new Date('2026-11-24T09:30:00Z');
  const end = { endsAt, removeAt: null, isStopped: false, note: null };
  const lookAt = endsAt;
  const first = await newPlan({ state: 'waiting', end: { ...end, lookAt } as never }); // what is kept of an end
  const change = await newPlan({
    workspaceId: first.workspaceId,
    state: 'waiting',
    body: { ...first.body, replaces: first.id },
    end: { ...end, lookAt } as never,
  });
  const { ends } = database().stores;
  const due = await ends.listDue(new Date('2026-11-24T10:00:00Z'), 100);
  const mine = due.filter(({ workspaceId }) => workspaceId === first.workspaceId);
  expect(mine.map(({ id }) => id)).toEqual([change.id]);
  const coming = await ends.listUntold(
    new Date(0),
    new Date('2027-01-01T00:00:00Z'),
    100,
  );
  const told = coming.filter(({ workspaceId }) => workspaceId === first.workspaceId);
  expect(told.map(({ id }) => id)).toEqual([change.id]);
});
