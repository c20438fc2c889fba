import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { decide } from '@/lib/credentials/requests/change-request';
import { removeMember, setRole } from '@/lib/people/change-member';
import { withdrawInvite } from '@/lib/people/invite-person';
import { hashOfInviteSecret, newLinkSecret } from '@/lib/people/link-secret';
import { listPeople } from '@/lib/people/list-people';
import type { Actor } from '@/lib/ports';
import { openInvite } from './accept-invite';
import { systemRandom } from './clock';
import { worked } from './test-aws';
import { accept, linkFor, member, PASSWORD, usePeople } from './test-people';

const { database, world } = usePeople();
const ROLE = 'arn:aws:iam::777788889999:role/deploy';
const newEmail = () => `${randomUUID()}@example.com`;
const gone = { error: { kind: 'not_found' } };

it('nobody who was removed or lowered comes back by an invite that they made', async () => {
  const { ports, admin } = await world();
  for (const leave of [
    (userId: typeof admin.userId) => removeMember(ports, admin, { userId }),
    (userId: typeof admin.userId) => setRole(ports, admin, { userId, role: 'viewer' }),
  ]) {
    const second = await member(ports, admin.workspaceId, 'admin');
    const secret = await linkFor(ports, second, newEmail(), 'admin');
    const stays = await linkFor(ports, admin, newEmail());
    worked(await leave(second.userId));
    expect(await openInvite(ports, { secret })).toMatchObject(gone);
    expect(await accept(ports, secret)).toMatchObject(gone);
    worked(await accept(ports, stays));
  }
  const { members, invites } = worked(await listPeople(ports, admin));
  expect(members.filter(({ role }) => role === 'admin')).toHaveLength(1);
  expect(invites).toEqual([]);
});

/** An invite as a click writes it that was under way while somebody else was quicker. */
async function lateInvite(by: Actor, email: string): Promise<string> {
  const secret = newLinkSecret(systemRandom);
  const { workspaceId, userId, name } = by;
  await database().prisma.invite.create({
    data: {
      ...{ id: randomUUID(), workspaceId, email, role: 'admin' },
      ...{ secretHash: hashOfInviteSecret(secret), createdById: userId },
      ...{ createdByName: name, createdAt: new Date() },
      expiresAt: new Date(Date.now() + 60_000),
    },
  });
  return secret;
}

it('an invite that came after the removal of its maker lets nobody in', async () => {
  const { ports, admin } = await world();
  const second = await member(ports, admin.workspaceId, 'admin');
  worked(await removeMember(ports, admin, second));
  const secret = await lateInvite(second, newEmail());
  expect(await accept(ports, secret)).toMatchObject(gone);
  expect(worked(await listPeople(ports, admin)).members).toHaveLength(1);
});

it('an invite of the address of somebody who was removed ends with them', async () => {
  const { ports, admin } = await world();
  const second = await member(ports, admin.workspaceId, 'viewer');
  const secret = await lateInvite(admin, second.email);
  worked(await removeMember(ports, admin, second));
  expect(await openInvite(ports, { secret })).toMatchObject(gone);
});

it('whoever may do more from now on signs in again, and whoever may do less stays', async () => {
  const { ports, admin } = await world();
  const { userId, email } = await member(ports, admin.workspaceId, 'viewer');
  await ports.auth.api.signInEmail({ body: { email, password: PASSWORD } });
  const sessions = () => database().prisma.session.count({ where: { userId } });
  worked(await setRole(ports, admin, { userId, role: 'operator' }));
  expect(await sessions()).toBe(0);
  await ports.auth.api.signInEmail({ body: { email, password: PASSWORD } });
  worked(await setRole(ports, admin, { userId, role: 'viewer' }));
  expect(await sessions()).toBe(1);
});

it('what was written for somebody while they were out is nothing to them later', async () => {
  const { ports, admin } = await world();
  const { prisma } = database();
  const { workspaceId, userId, email } = await member(ports, admin.workspaceId, 'viewer');
  const group = {
    id: randomUUID(),
    name: 'Platform',
    memberIds: [userId],
    grantsTotal: 0,
  };
  worked(await removeMember(ports, admin, { userId }));
  const now = new Date();
  const soon = new Date(now.getTime() + 3_600_000);
  const row = { workspaceId, userId, createdAt: now };
  await prisma.token.create({
    data: { ...row, id: 'b'.repeat(16), secretHash: 'x', name: 'pc', expiresAt: soon },
  });
  const grant = { toKind: 'person', createdByName: 'Maya', roleArn: ROLE };
  await prisma.roleGrant.create({ data: { ...row, ...grant, id: randomUUID() } });
  const [entry] = await ports.activity.all(workspaceId);
  if (!entry) throw new Error('The removal is not in the log.');
  await ports.personGroups.save(workspaceId, group, null, entry);
  const planId = randomUUID();
  const choice = (to: string) => ({
    ...{ id: randomUUID(), workspaceId, wish: { to }, state: 'waiting' },
    ...{ chosenById: admin.userId, chosenByName: 'Maya', createdAt: now },
  });
  await prisma.plan.create({
    data: {
      ...{ id: planId, workspaceId, createdById: admin.userId, title: 'p', hash: 'h' },
      ...{ state: 'planned', roleArn: ROLE, body: {}, view: {} },
      ...{ reviewOn: soon, createdAt: now, expiresAt: soon },
      grants: { create: [choice(`person:${userId}`), choice('everybody')] },
    },
  });
  worked(await accept(ports, await linkFor(ports, admin, email)));
  expect((await ports.people.findActor(userId))?.workspaceId).toBe(workspaceId);
  expect(await ports.tokens.listOf(workspaceId, userId, now)).toEqual([]);
  expect(await ports.grants.listOpen(workspaceId)).toEqual([]);
  expect((await ports.personGroups.list(workspaceId))[0]?.memberIds).toEqual([]);
  const chosen = await ports.planGrants.listOf(workspaceId, planId);
  expect(chosen.map(({ wish }) => wish['to'])).toEqual(['everybody']);
});

it('an approval of somebody who was removed opens nothing that still waits', async () => {
  const { ports, admin } = await world();
  const { workspaceId } = admin;
  const [asker, leaver, other] = [
    await member(ports, workspaceId, 'viewer'),
    await member(ports, workspaceId, 'viewer'),
    await member(ports, workspaceId, 'viewer'),
  ];
  const now = new Date();
  const id = randomUUID();
  await database().prisma.accessRequest.create({
    data: {
      ...{ id, batchId: id, workspaceId, roleArn: ROLE, grantId: 'g', state: 'pending' },
      ...{ requesterId: asker.userId, requesterName: 'Ann', isBreakGlass: false },
      ...{ reason: 'A release.', ticket: '', durationSeconds: 3600, approvalsNeeded: 2 },
      approverIds: [leaver.userId, other.userId, admin.userId],
      ...{ startsAt: now, createdAt: now },
      lapsesAt: new Date(now.getTime() + 3_600_000),
    },
  });
  const notifier = { tell: async () => undefined, send: async () => undefined };
  const vote = (who: Actor) =>
    decide({ ...ports, notifier }, who, { requestId: id, isApproval: true, note: '' });
  worked(await vote(leaver));
  worked(await removeMember(ports, admin, leaver));
  expect(worked(await vote(other)).state).toBe('pending');
  worked(await accept(ports, await linkFor(ports, admin, leaver.email)));
  expect(await vote(leaver)).toMatchObject({ error: { kind: 'conflict' } });
  expect(worked(await vote(admin)).state).toBe('approved');
});

it('whoever is a member already joins no second time, and is not said to', async () => {
  const { ports, admin } = await world();
  const { userId, email } = await member(ports, admin.workspaceId, 'viewer');
  worked(await accept(ports, await lateInvite(admin, email)));
  const person = await ports.people.findActorIn(admin.workspaceId, userId);
  expect(person?.role).toBe('viewer');
  expect(await ports.activity.all(admin.workspaceId)).toEqual([]);
});

it('of two invites of one address at once the later is good', async () => {
  const { ports, admin } = await world();
  const email = newEmail();
  const links = await Promise.all(
    Array.from({ length: 6 }, () => linkFor(ports, admin, email)),
  );
  const opened = await Promise.all(links.map((secret) => openInvite(ports, { secret })));
  expect(opened.filter(({ ok }) => ok)).toHaveLength(1);
});

it('whoever loses the race for an invite takes the person out only if nobody won it', async () => {
  const { ports, admin } = await world();
  const users = () => database().prisma.user.findMany({ where: { email } });
  const email = newEmail();
  const secret = await linkFor(ports, admin, email);
  const after = (first: () => Promise<unknown>) => ({
    ...ports,
    invites: {
      ...ports.invites,
      accept: async (...given: Parameters<typeof ports.invites.accept>) => {
        await first();
        return ports.invites.accept(...given);
      },
    },
  });
  const loser = after(async () => worked(await accept(ports, secret)));
  expect(await accept(loser, secret)).toMatchObject(gone);
  const [rae] = await users();
  expect(rae).toMatchObject({ currentWorkspaceId: admin.workspaceId });
  // The link shows no mailbox.
  expect(rae?.emailVerified).toBe(false);
  worked(await removeMember(ports, admin, { userId: UserId.parse(rae?.id) }));
  await database().prisma.user.deleteMany({ where: { email } });

  const second = await linkFor(ports, admin, email);
  const [invite] = await ports.invites.list(admin.workspaceId);
  const withdrawn = after(() => withdrawInvite(ports, admin, { id: invite?.id ?? '' }));
  expect(await accept(withdrawn, second)).toMatchObject(gone);
  expect(await users()).toEqual([]);
});
