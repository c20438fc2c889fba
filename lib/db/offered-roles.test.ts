import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { GrantTerms, GrantTo, NamedGrant, StoredVendableRole } from '@/lib/ports';
import { useTestDatabase } from './test-database';
import { newAccount, newUser, newWorkspace, PROD } from './test-rows';

const database = useTestDatabase();
const now = new Date('2026-11-24T09:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const arnOf = (name: string) => `arn:aws:iam::${PROD}:role/${name}`;
const ROLES = 24;

/** Roles of every kind: by the broker, by a token of this person or of another, by nothing. */
const roleOf = (n: number): StoredVendableRole => ({
  roleArn: arnOf(`r${n}`),
  accountId: PROD,
  roleName: `r${n}`,
  description: `Reads “${n}”\n\\`,
  roleMaxSeconds: n % 2 === 0 ? 3600 : 43_200,
  region: n % 5 === 0 ? 'us-east-1' : 'eu-west-1',
  isByBroker: n % 4 !== 3,
  brokerTakesSourceIdentity: n % 3 === 0,
  brokerTakesTags: n % 5 === 0,
  tokenHandles: [[], ['mei'], ['anna', 'mei'], ['anna']][n % 4] ?? [],
  tokenTakesSourceIdentity: n % 3 === 1,
  tokenTakesTags: n % 5 === 1,
});

/** Terms of every kind, some alike and some not. */
const termsOf = (n: number): GrantTerms => ({
  maxSeconds: n % 3 === 0 ? 1800 : null,
  isReadOnly: n % 4 === 0,
  services: n % 5 === 0 ? ['s3', 'kms'] : [],
  fromIp: n % 7 === 0 ? '203.0.113.0/24' : null,
  endsAt: [null, hours(5), hours(-1), null][n % 4] ?? null,
  stepUp: n % 6 === 0 ? 'each-time' : 'never',
  ...(n % 5 === 2
    ? { rule: 'ask', approvals: 1, approverIds: ['x' as UserId], approverGroupId: null }
    : { rule: 'none', approvals: 0, approverIds: [], approverGroupId: null }),
});

const holderOf = (to: GrantTo) => ({
  toKind: to.kind,
  userId: to.kind === 'person' ? to.userId : null,
  groupId: to.kind === 'group' ? to.groupId : null,
});

/** Two of three of all pairs of a role and a holder; some of these grants are over. */
async function giveAll(workspaceId: WorkspaceId, names: string[], holders: GrantTo[]) {
  const pairs = names.flatMap((name, n) => holders.map((to, h) => ({ name, to, n, h })));
  await database().prisma.roleGrant.createMany({
    data: pairs
      .filter(({ n, h }) => (n + h) % 3 !== 2)
      .map(({ name, to, n, h }) => ({
        id: randomUUID(),
        workspaceId,
        roleArn: arnOf(name),
        ...holderOf(to),
        ...termsOf(n + h),
        createdAt: hours(-n - h / 7),
        createdByName: n % 2 === 0 ? 'Ann' : 'Bo',
        version: 1 + (n % 2),
        endedAt: (n + h) % 7 === 6 ? hours(-2) : null,
      })),
  });
}

async function newGroup(workspaceId: WorkspaceId, name: string, userId: UserId) {
  const id = randomUUID();
  const members = { create: [{ userId }] };
  await database().prisma.personGroup.create({
    data: { id, workspaceId, name, members },
  });
  return { kind: 'group', groupId: id } as const;
}

async function mixedWorld() {
  const { stores, prisma } = database();
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  const [mei, anna] = [await newUser(database()), await newUser(database(), 'Anna')];
  const roles = Array.from({ length: ROLES }, (_, n) => roleOf(n));
  await stores.vendableRoles.replace(workspaceId, [PROD], roles);
  const ours = await newGroup(workspaceId, 'Ours', mei);
  const theirs = await newGroup(workspaceId, 'Theirs', anna);
  // The last cannot be taken by the console.
  await giveAll(
    workspaceId,
    [...roles.map(({ roleName }) => roleName), 'gone'],
    [
      { kind: 'everybody' },
      { kind: 'person', userId: mei },
      { kind: 'person', userId: anna },
      ours,
      theirs,
    ],
  );
  await stores.grants.setPinned(workspaceId, mei, arnOf('r4'), true);
  await stores.grants.setPinned(workspaceId, anna, arnOf('r5'), true);
  const asked = await prisma.roleGrant.findFirstOrThrow({
    where: { workspaceId, rule: 'ask', userId: mei, endedAt: null },
  });
  return { workspaceId, mei, roles, ours: ours.groupId, asked };
}

async function ask(workspaceId: WorkspaceId, userId: UserId, grantId: string) {
  const id = randomUUID();
  await database().prisma.accessRequest.create({
    data: {
      ...{ id, batchId: id, workspaceId, requesterId: userId, requesterName: 'Mei' },
      ...{ grantId, roleArn: '', isBreakGlass: false, reason: 'A release.', ticket: '' },
      ...{ durationSeconds: 3600, startsAt: now, approvalsNeeded: 1, approverIds: [] },
      ...{ state: 'approved', createdAt: now, lapsesAt: hours(1) },
    },
  });
  return id;
}

it('offers what a plain reading of all grants, roles and pins offers', async () => {
  const { workspaceId, mei, roles, ours, asked } = await mixedWorld();
  const { stores } = database();
  const requestId = await ask(workspaceId, mei, asked.id);
  const isMine = ({ to, endsAt }: NamedGrant) =>
    (endsAt === null || endsAt > now) &&
    (to.kind === 'everybody' ||
      (to.kind === 'person' ? to.userId === mei : to.groupId === ours));
  const grants = (await stores.grants.listOpen(workspaceId)).filter(isMine);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const expected = roles.flatMap((role) => {
    const given = grants.filter(({ roleArn }) => roleArn === role.roleArn);
    const isByToken = role.tokenHandles.includes('mei');
    if (given.length === 0 || !(role.isByBroker || isByToken)) return [];
    const { roleArn, accountId, roleName, description, roleMaxSeconds, region } = role;
    return {
      ...{ roleArn, accountId, roleName, description, roleMaxSeconds, region, isByToken },
      isPinned: roleName === 'r4',
      takesSourceIdentity: isByToken
        ? role.tokenTakesSourceIdentity
        : role.brokerTakesSourceIdentity,
      takesTags: isByToken ? role.tokenTakesTags : role.brokerTakesTags,
      grants: given.sort(byId).map((grant) => ({
        ...grant,
        requests:
          grant.id === asked.id ? [expect.objectContaining({ id: requestId })] : [],
      })),
    };
  });
  const person = { workspaceId, userId: mei, handle: 'mei' };
  const offered = await stores.grants.offeredTo(person, now);
  for (const role of offered) role.grants.sort(byId);
  const byArn = (a: { roleArn: string }, b: { roleArn: string }) =>
    a.roleArn < b.roleArn ? -1 : 1;
  expect(offered).toEqual(expected.sort(byArn));
  expect(offered.length).toBeGreaterThan(10);
  expect(offered.some((role) => role.grants.length > 2)).toBe(true);
  const one = await stores.grants.findOffered(person, arnOf('r4'), now);
  one?.grants.sort(byId);
  expect(one).toEqual(offered.find(({ roleName }) => roleName === 'r4'));
});
