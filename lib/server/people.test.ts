import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { newWorkspace } from '@/lib/db/test-rows';
import { addTarget } from '@/lib/notifications/add-target';
import { AddTargetInput } from '@/lib/notifications/schema';
import { removeMember, setRole } from '@/lib/people/change-member';
import { invitePerson, withdrawInvite } from '@/lib/people/invite-person';
import { listPeople } from '@/lib/people/list-people';
import type { Actor } from '@/lib/ports';
import { openInvite } from './accept-invite';
import { startMailServer } from './notifications/test-receivers';
import { worked } from './test-aws';
import {
  accept,
  inputFor,
  linkFor,
  member,
  ORIGIN,
  PASSWORD,
  usePeople,
} from './test-people';

const { database, world } = usePeople();

it('an invited person joins once, as what they were invited, and is in the log', async () => {
  const { ports, admin } = await world();
  const email = `Rae-${randomUUID()}@Example.com`;
  const secret = await linkFor(ports, admin, email);
  const rows = JSON.stringify(await database().prisma.invite.findMany());
  expect(rows).not.toContain(secret);
  expect(worked(await openInvite(ports, { secret }))).toMatchObject({
    email: email.toLowerCase(),
    role: 'viewer',
    invitedByName: 'Maya',
    hasAccount: false,
  });
  expect(await accept(ports, secret, { password: 'short' })).toMatchObject({
    error: { fields: { password: 'A password has at least 12 characters.' } },
  });
  const tries = await Promise.all([accept(ports, secret), accept(ports, secret)]);
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await accept(ports, secret)).toMatchObject({ error: { kind: 'not_found' } });
  const { members, invites } = worked(await listPeople(ports, admin));
  expect(members).toMatchObject([
    { role: 'admin', isYou: true },
    { name: 'Rae Kim', email: email.toLowerCase(), role: 'viewer', lastSeenAt: null },
  ]);
  expect(invites).toEqual([]);
  const rae = await ports.people.findActor(members[1]?.id as Actor['userId']);
  expect(rae).toMatchObject({ workspaceId: admin.workspaceId, role: 'viewer' });
  expect(worked(await listPeople(ports, admin)).members[1]?.lastSeenAt).not.toBeNull();
  const log = await ports.activity.all(admin.workspaceId);
  expect(log.map(({ event }) => event)).toEqual(['person.invited', 'person.joined']);
});

it('a link takes over no account: whoever has one shows their own password', async () => {
  const { ports, admin } = await world();
  const other = await member(ports, await newWorkspace(database()), 'viewer');
  const secret = await linkFor(ports, admin, other.email);
  expect(worked(await openInvite(ports, { secret })).hasAccount).toBe(true);
  const wrong = await accept(ports, secret, { password: 'another long password' });
  expect(wrong).toMatchObject({ error: { fields: { password: expect.any(String) } } });
  worked(await accept(ports, secret));
  const { workspaceId } = admin;
  expect(await ports.people.findActor(other.userId)).toMatchObject({ workspaceId });
});

it('a link that was replaced, taken back or ran out leads nowhere', async () => {
  let now = new Date();
  const { ports, admin } = await world(() => now);
  const email = `${randomUUID()}@example.com`;
  const first = await linkFor(ports, admin, email);
  const second = await linkFor(ports, admin, email);
  expect(await openInvite(ports, { secret: first })).toMatchObject({ ok: false });
  expect(await openInvite(ports, { secret: second })).toMatchObject({ ok: true });
  now = new Date(now.getTime() + 7 * 86_400_000);
  expect(await accept(ports, second)).toMatchObject({ ok: false });
  const [invite] = worked(await listPeople(ports, admin)).invites;
  expect(invite).toMatchObject({ email, isOver: true });
  const third = await linkFor(ports, admin, email);
  const [newest] = worked(await listPeople(ports, admin)).invites;
  worked(await withdrawInvite(ports, admin, { id: newest?.id ?? '' }));
  expect(await accept(ports, third)).toMatchObject({ ok: false });
});

it('an invite is mailed by the mail server of the workspace, and is told nowhere else', async () => {
  const { ports, admin } = await world();
  const { port, mails, stop } = await startMailServer();
  const target = AddTargetInput.parse({
    kind: 'email',
    name: 'Mail',
    events: ['session-revoked'],
    host: '127.0.0.1',
    port,
    isTls: false,
    from: 'drawbridge@example.com',
    to: ['ana@example.com'],
  });
  worked(await addTarget(ports, admin, target));
  const email = `${randomUUID()}@example.com`;
  const made = worked(await invitePerson(ports, admin, inputFor(email)));
  expect(made).toEqual({ kind: 'mailed', email });
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain(`To: ${email}`);
  expect(mails[0]).toContain(`${ORIGIN}/invite#`);
  stop();
  const again = worked(await invitePerson(ports, admin, inputFor(email)));
  expect(again).toMatchObject({ kind: 'link' });
});

it('only administrators invite, and nobody who is there already', async () => {
  const { ports, admin } = await world();
  const viewer = await member(ports, admin.workspaceId, 'viewer');
  const input = inputFor('rae@example.com');
  expect(await invitePerson(ports, viewer, input)).toMatchObject({
    error: { kind: 'forbidden', permission: 'people:manage' },
  });
  expect(await removeMember(ports, viewer, admin)).toMatchObject({ ok: false });
  const people = worked(await listPeople(ports, viewer));
  expect(people).toMatchObject({ mayManage: false, invites: [] });
  const taken = await invitePerson(ports, admin, inputFor(viewer.email));
  expect(taken).toMatchObject({ error: { fields: { email: expect.any(String) } } });
});

it('the last administrator is neither removed nor lowered, not even by two at once', async () => {
  const { ports, admin } = await world();
  const lower = (who: Actor) =>
    setRole(ports, admin, { userId: who.userId, role: 'viewer' });
  expect(await lower(admin)).toMatchObject({ error: { kind: 'conflict' } });
  expect(await removeMember(ports, admin, admin)).toMatchObject({
    error: { kind: 'conflict' },
  });
  const second = await member(ports, admin.workspaceId, 'admin');
  const tries = await Promise.all([lower(admin), removeMember(ports, admin, second)]);
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
});

it('with a member go their sessions, tokens, grants, groups and requests', async () => {
  const { ports, admin } = await world();
  const { prisma } = database();
  const { workspaceId, userId, email } = await member(ports, admin.workspaceId, 'viewer');
  await ports.auth.api.signInEmail({ body: { email, password: PASSWORD } });
  const roleArn = 'arn:aws:iam::777788889999:role/deploy';
  const now = new Date();
  const soon = new Date(now.getTime() + 3_600_000);
  const row = { workspaceId, createdAt: now };
  await prisma.token.create({
    data: {
      ...row,
      id: 'a'.repeat(16),
      secretHash: 'x',
      userId,
      name: 'laptop',
      expiresAt: soon,
    },
  });
  await prisma.roleGrant.create({
    data: {
      ...row,
      id: randomUUID(),
      roleArn,
      toKind: 'person',
      userId,
      createdByName: 'Maya',
    },
  });
  await prisma.personGroup.create({
    data: { ...row, id: randomUUID(), name: 'Platform', members: { create: { userId } } },
  });
  await prisma.accessRequest.create({
    data: {
      ...row,
      ...{
        id: randomUUID(),
        batchId: 'b',
        grantId: 'g',
        roleArn,
        reason: 'r',
        ticket: '',
      },
      ...{ requesterId: userId, requesterName: 'Maya', isBreakGlass: false },
      ...{ durationSeconds: 3600, startsAt: now, approvalsNeeded: 1, lapsesAt: soon },
      state: 'pending',
    },
  });
  worked(await removeMember(ports, admin, { userId }));
  expect(await ports.people.findActor(userId)).toBeNull();
  expect(await prisma.session.count({ where: { userId } })).toBe(0);
  expect(await ports.tokens.listOf(workspaceId, userId, now)).toEqual([]);
  expect(await ports.grants.listOpen(workspaceId)).toEqual([]);
  expect((await ports.personGroups.list(workspaceId))[0]?.memberIds).toEqual([]);
  expect(await ports.requests.list(workspaceId, 'all', 9)).toMatchObject([
    { state: 'cancelled', endedByName: 'Maya' },
  ]);
  const [entry] = (await ports.activity.all(workspaceId)).slice(-1);
  expect(entry).toMatchObject({
    event: 'person.removed',
    sentence:
      'Maya removed Maya from the workspace. With that ended: 1 grant, 1 request, 1 signed-in computer.',
  });
});
