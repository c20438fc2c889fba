import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FIRST_PREVIOUS_HASH, hashOfActivity } from '@/lib/core/activity-hash';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry, GrantTerms, GrantTo, StoredVendableRole } from '@/lib/ports';
import { oneWaits, useTestDatabase } from './test-database';
import { newAccount, newUser, newWorkspace, PROD, TOOLING } from './test-rows';

const database = useTestDatabase();
const now = new Date('2026-11-24T09:00:00Z');
const later = new Date('2026-11-25T09:00:00Z');
const arnOf = (name: string) => `arn:aws:iam::${PROD}:role/${name}`;

const TERMS: GrantTerms = {
  maxSeconds: 3600,
  isReadOnly: true,
  services: ['s3'],
  fromIp: '203.0.113.0/24',
  endsAt: later,
  stepUp: 'every-12-h',
  rule: 'none',
  approvals: 0,
  approverIds: [],
  approverGroupId: null,
};

const roleOf = (
  name: string,
  change: Partial<StoredVendableRole> = {},
): StoredVendableRole => ({
  roleArn: arnOf(name),
  accountId: PROD,
  roleName: name,
  description: 'Reads everything',
  roleMaxSeconds: 43_200,
  region: 'eu-west-1',
  isByBroker: true,
  brokerTakesSourceIdentity: true,
  brokerTakesTags: true,
  tokenHandles: [],
  tokenTakesSourceIdentity: false,
  tokenTakesTags: false,
  ...change,
});

const entryOf = (workspaceId: WorkspaceId): ActivityEntry => ({
  workspaceId,
  actorId: null,
  actorName: 'Ann',
  event: 'grant.added',
  outcome: 'ok',
  sentence: 'Ann gave a role.',
  target: null,
  planId: null,
  details: {},
});

async function newWorld(...roles: StoredVendableRole[]) {
  const { stores } = database();
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  await newAccount(database(), workspaceId, TOOLING, 'Tooling');
  await stores.vendableRoles.replace(workspaceId, [PROD], roles);
  return { workspaceId, stores };
}

const personOf = (workspaceId: WorkspaceId, userId: UserId, handle = 'mei') => ({
  workspaceId,
  userId,
  handle,
});

type Wish = [
  workspaceId: WorkspaceId,
  name: string,
  to: GrantTo,
  terms?: Partial<GrantTerms>,
];

async function give(...wish: Wish): Promise<string> {
  const id = randomUUID();
  expect(await add(id, ...wish)).toBe(true);
  return id;
}

function add(id: string, ...[workspaceId, name, to, terms]: Wish): Promise<boolean> {
  const grant = {
    id,
    workspaceId,
    roleArn: arnOf(name),
    to,
    ...TERMS,
    ...terms,
    createdAt: now,
    createdByName: 'Ann',
  };
  const entry = entryOf(workspaceId);
  return database().stores.grants.apply([{ change: { kind: 'add', grant }, entry }]);
}

describe('a role is offered', () => {
  it('to the person, to their group and to everybody, each grant by its name', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const userId = await newUser(database());
    const group = { id: randomUUID(), name: 'Platform', memberIds: [userId] };
    await stores.personGroups.save(workspaceId, group, null, entryOf(workspaceId));
    await give(workspaceId, 'auditor', { kind: 'person', userId });
    await give(workspaceId, 'auditor', { kind: 'group', groupId: group.id });
    await give(workspaceId, 'auditor', { kind: 'everybody' });
    const mine = await stores.grants.offeredTo(personOf(workspaceId, userId), now);
    expect(mine).toHaveLength(1);
    const { grants, ...role } = mine[0] ?? { grants: [] };
    expect(role).toEqual({
      roleArn: arnOf('auditor'),
      accountId: PROD,
      roleName: 'auditor',
      description: 'Reads everything',
      roleMaxSeconds: 43_200,
      region: 'eu-west-1',
      isPinned: false,
      isByToken: false,
      takesSourceIdentity: true,
      takesTags: true,
    });
    expect(grants.map(({ toName }) => toName).sort()).toEqual(['Mei', 'Platform', null]);
    expect(grants[0]).toMatchObject({ ...TERMS, createdAt: now, version: 1 });
    const stranger = await newUser(database());
    const theirs = await stores.grants.offeredTo(personOf(workspaceId, stranger), now);
    expect(theirs.flatMap((one) => one.grants.map(({ to }) => to.kind))).toEqual([
      'everybody',
    ]);
  });

  it('until its grant ends, by itself or by somebody', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'), roleOf('deploy'));
    const userId = await newUser(database());
    const person = personOf(workspaceId, userId);
    await give(workspaceId, 'auditor', { kind: 'person', userId });
    const id = await give(workspaceId, 'deploy', { kind: 'person', userId });
    const end = { kind: 'end', id, version: 1, at: now, byName: 'Ann' } as const;
    await stores.grants.apply([{ change: end, entry: entryOf(workspaceId) }]);
    const names = async (at: Date) =>
      (await stores.grants.offeredTo(person, at)).map(({ roleName }) => roleName);
    expect(await names(now)).toEqual(['auditor']);
    expect(await names(later)).toEqual([]);
    expect(await stores.grants.everOf(person, arnOf('deploy'))).toMatchObject([
      { endedAt: now, endedByName: 'Ann', toName: 'Mei' },
    ]);
  });

  it('only while the console can take it, for this person', async () => {
    const { workspaceId, stores } = await newWorld(
      roleOf('ours', { isByBroker: false, tokenHandles: ['mei'] }),
    );
    const userId = await newUser(database());
    await give(workspaceId, 'ours', { kind: 'person', userId });
    const find = (handle: string) =>
      stores.grants.findOffered(
        personOf(workspaceId, userId, handle),
        arnOf('ours'),
        now,
      );
    expect(await find('mei')).toMatchObject({
      isByToken: true,
      takesSourceIdentity: false,
      takesTags: false,
    });
    expect(await find('anna')).toBeNull();
    await stores.vendableRoles.replace(workspaceId, [PROD], []);
    expect(await find('mei')).toBeNull();
  });

  it('with the pin of the person and of nobody else', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const [mei, ann] = [await newUser(database()), await newUser(database(), 'Ann')];
    await give(workspaceId, 'auditor', { kind: 'everybody' });
    await stores.grants.setPinned(workspaceId, mei, arnOf('auditor'), true);
    const isPinned = async (userId: UserId) =>
      (await stores.grants.offeredTo(personOf(workspaceId, userId), now))[0]?.isPinned;
    expect([await isPinned(mei), await isPinned(ann)]).toEqual([true, false]);
    await stores.grants.setPinned(workspaceId, mei, arnOf('auditor'), false);
    expect(await isPinned(mei)).toBe(false);
  });

  it('however many there are', async () => {
    const roles = Array.from({ length: 5_000 }, (_, index) => roleOf(`r${index}`));
    const { workspaceId, stores } = await newWorld(...roles);
    await stores.grants.giveToEverybody(workspaceId, 'Practice');
    const person = personOf(workspaceId, await newUser(database()));
    expect(await stores.grants.offeredTo(person, now)).toHaveLength(5_000);
  });
});

describe('what the console can take', () => {
  it('is written only where the reading says otherwise than before', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'), roleOf('deploy'));
    const replace = (...roles: StoredVendableRole[]) =>
      stores.vendableRoles.replace(workspaceId, [PROD], roles);
    const names = async () =>
      (await stores.vendableRoles.list(workspaceId)).map(({ roleName }) => roleName);
    expect(await replace(roleOf('auditor'), roleOf('deploy'))).toBe(0);
    const longer = roleOf('deploy', { roleMaxSeconds: 7200 });
    expect(await replace(roleOf('auditor'), longer)).toBe(1);
    expect(await replace(roleOf('auditor'))).toBe(1);
    expect(await names()).toEqual(['auditor']);
    // An account that was not read keeps its roles.
    expect(await stores.vendableRoles.replace(workspaceId, [TOOLING], [])).toBe(0);
    expect(await names()).toEqual(['auditor']);
  });

  it('is given to everybody once: what was ended there stays ended', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    await stores.grants.giveToEverybody(workspaceId, 'Practice');
    const [grant] = await stores.grants.listOpen(workspaceId);
    expect(grant).toMatchObject({ to: { kind: 'everybody' }, maxSeconds: null });
    const end = { kind: 'end', id: grant?.id ?? '', version: 1 } as const;
    const change = { ...end, at: now, byName: 'Ann' };
    await stores.grants.apply([{ change, entry: entryOf(workspaceId) }]);
    await stores.grants.giveToEverybody(workspaceId, 'Practice');
    expect(await stores.grants.listOpen(workspaceId)).toEqual([]);
  });
});

it('is not given to everybody while a plan says to whom it is given', async () => {
  const { workspaceId, stores } = await newWorld(roleOf('auditor'), roleOf('deploy'));
  const plan = {
    id: randomUUID(),
    workspaceId,
    createdById: 'u',
    title: '',
    hash: '',
    state: 'applied',
    roleArn: arnOf('deploy'),
    body: {},
    view: {},
    reviewOn: later,
    createdAt: now,
    expiresAt: later,
  };
  await database().prisma.plan.create({ data: plan });
  const choice = {
    id: randomUUID(),
    workspaceId,
    planId: plan.id,
    wish: {},
    state: 'waiting',
    chosenById: 'u',
    chosenByName: 'Ann',
    createdAt: now,
  };
  await database().prisma.planGrant.create({ data: choice });
  await stores.grants.giveToEverybody(workspaceId, 'Practice');
  const open = await stores.grants.listOpen(workspaceId);
  expect(open.map(({ roleArn }) => roleArn)).toEqual([arnOf('auditor')]);
});

describe('changes of grants', () => {
  it('are made together with their entries in the log, or not at all', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const userId = await newUser(database());
    const id = await give(workspaceId, 'auditor', { kind: 'person', userId });
    const entry = entryOf(workspaceId);
    const good = {
      change: {
        kind: 'change',
        id,
        version: 1,
        terms: { ...TERMS, maxSeconds: 900 },
      } as const,
      entry,
    };
    const stale = {
      change: { kind: 'change', id, version: 7, terms: TERMS } as const,
      entry,
    };
    expect(await stores.grants.apply([good, stale])).toBe(false);
    expect(await stores.grants.find(workspaceId, id)).toMatchObject({
      maxSeconds: 3600,
      version: 1,
    });
    expect(await stores.activity.all(workspaceId)).toHaveLength(1);
    expect(await stores.grants.apply([good])).toBe(true);
    expect(await stores.activity.all(workspaceId)).toHaveLength(2);
  });

  it('keep nobody from the log while many of them are still being made', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'), roleOf('deploy'));
    const { prisma } = database();
    const first = await give(workspaceId, 'auditor', { kind: 'everybody' });
    const second = await give(workspaceId, 'deploy', { kind: 'everybody' });
    const change = (id: string, sentence: string) => ({
      change: { kind: 'change', id, version: 1, terms: TERMS } as const,
      entry: { ...entryOf(workspaceId), sentence },
    });
    let applied: Promise<boolean> | null = null;
    await prisma.$transaction(
      async (held) => {
        await held.$queryRaw`SELECT "id" FROM "RoleGrant" WHERE "id" = ${second} FOR UPDATE`;
        applied = stores.grants.apply([change(first, 'one'), change(second, 'two')]);
        // The second change waits for the row now.
        await oneWaits(database());
        await stores.activity.append({ ...entryOf(workspaceId), sentence: 'between' });
      },
      { timeout: 60_000 },
    );
    expect(await applied).toBe(true);
    const rows = await stores.activity.all(workspaceId);
    expect(rows.slice(2).map(({ sentence }) => sentence)).toEqual([
      'between',
      'one',
      'two',
    ]);
    for (const [index, row] of rows.entries()) {
      const previous = rows[index - 1]?.hash ?? FIRST_PREVIOUS_HASH;
      expect(row.hash).toBe(hashOfActivity(row, previous, index + 1, row.at));
    }
  });

  it('of two people at once do not overwrite each other', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const id = await give(workspaceId, 'auditor', { kind: 'everybody' });
    const entry = entryOf(workspaceId);
    const done = await Promise.all([
      stores.grants.apply([
        { change: { kind: 'change', id, version: 1, terms: TERMS }, entry },
      ]),
      stores.grants.apply([
        { change: { kind: 'end', id, version: 1, at: now, byName: 'Ann' }, entry },
      ]),
    ]);
    expect(done.sort()).toEqual([false, true]);
  });

  it('give nobody the same role twice, and take an ended grant back up', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const userId = await newUser(database());
    const to = { kind: 'person', userId } as const;
    const id = await give(workspaceId, 'auditor', to);
    const entry = entryOf(workspaceId);
    expect(await add(randomUUID(), workspaceId, 'auditor', to)).toBe(false);
    const end = { kind: 'end', id, version: 1, at: now, byName: 'Ann' } as const;
    const restore = { kind: 'restore', id, version: 2 } as const;
    expect(
      await stores.grants.apply([
        { change: end, entry },
        { change: restore, entry },
      ]),
    ).toBe(true);
    expect(await stores.grants.listOpen(workspaceId)).toMatchObject([
      { id, endedAt: null },
    ]);
  });
});

describe('a group of people', () => {
  it('has one name in its workspace, and is not removed while a grant names it', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const userId = await newUser(database());
    const entry = entryOf(workspaceId);
    const group = { id: randomUUID(), name: 'Platform', memberIds: [userId] };
    expect(await stores.personGroups.save(workspaceId, group, null, entry)).toBe('saved');
    const twin = { ...group, id: randomUUID() };
    expect(await stores.personGroups.save(workspaceId, twin, null, entry)).toBe(
      'name-taken',
    );
    const id = await give(workspaceId, 'auditor', { kind: 'group', groupId: group.id });
    expect(await stores.personGroups.list(workspaceId)).toEqual([
      { ...group, grantsTotal: 1 },
    ]);
    expect(await stores.personGroups.remove(workspaceId, group.id, entry)).toBe(false);
    const end = { kind: 'end', id, version: 1, at: now, byName: 'Ann' } as const;
    await stores.grants.apply([{ change: end, entry }]);
    expect(await stores.personGroups.remove(workspaceId, group.id, entry)).toBe(true);
    const restore = { kind: 'restore', id, version: 2 } as const;
    expect(await stores.grants.apply([{ change: restore, entry }])).toBe(false);
    // A form that is still open does not make it anew.
    const late = await stores.personGroups.save(workspaceId, group, [userId], entry);
    expect(late).toBe('changed-since');
    expect(await stores.personGroups.list(workspaceId)).toEqual([]);
  });

  it('is named by no grant that comes while it is being removed', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const group = { id: randomUUID(), name: 'Platform', memberIds: [] };
    await stores.personGroups.save(workspaceId, group, null, entryOf(workspaceId));
    const approving = { rule: 'ask', approvals: 1, approverGroupId: group.id } as const;
    const everybody = { kind: 'everybody' } as const;
    let late: Promise<boolean> | null = null;
    await database().prisma.$transaction(
      async (held) => {
        await held.personGroup.delete({ where: { id: group.id } });
        late = add(randomUUID(), workspaceId, 'auditor', everybody, approving);
        await oneWaits(database());
      },
      { timeout: 60_000 },
    );
    expect(await late).toBe(false);
    const to = { kind: 'group', groupId: group.id } as const;
    expect(await add(randomUUID(), workspaceId, 'auditor', to)).toBe(false);
    expect(await stores.grants.listOpen(workspaceId)).toEqual([]);
  });

  it('gives and takes roles by who is in it', async () => {
    const { workspaceId, stores } = await newWorld(roleOf('auditor'));
    const { prisma } = database();
    const userId = await newUser(database());
    const group = { id: randomUUID(), name: 'Platform', memberIds: [userId] };
    const save = (memberIds: UserId[], was: UserId[] | null) =>
      stores.personGroups.save(
        workspaceId,
        { ...group, memberIds },
        was,
        entryOf(workspaceId),
      );
    await save([userId], null);
    await give(workspaceId, 'auditor', { kind: 'group', groupId: group.id });
    const person = personOf(workspaceId, userId);
    expect(await stores.grants.offeredTo(person, now)).toHaveLength(1);
    let late: Promise<string> | null = null;
    await prisma.$transaction(
      async (held) => {
        await held.$queryRaw`SELECT "id" FROM "PersonGroup" WHERE "id" = ${group.id} FOR UPDATE`;
        late = save([userId], [userId]);
        await oneWaits(database());
        await held.personGroupMember.deleteMany({ where: { groupId: group.id } });
      },
      { timeout: 60_000 },
    );
    expect(await late).toBe('changed-since');
    expect(await stores.grants.offeredTo(person, now)).toEqual([]);
    expect(await save([], [])).toBe('saved');
  });
});
