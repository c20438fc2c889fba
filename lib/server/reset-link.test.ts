import { expect, it } from 'vitest';
import { newWorkspace } from '@/lib/db/test-rows';
import { addTarget } from '@/lib/notifications/add-target';
import { deliverNotices } from '@/lib/notifications/deliver-notices';
import { setOwnMails } from '@/lib/notifications/own-mails';
import { AddTargetInput } from '@/lib/notifications/schema';
import { removeMember, setRole } from '@/lib/people/change-member';
import { makeHostResetLink, makeResetLink } from '@/lib/people/reset-link';
import type { Actor } from '@/lib/ports';
import { startMailServer } from './notifications/test-receivers';
import { openReset, resetPassword } from './reset-password';
import { worked } from './test-aws';
import { member, type PeoplePorts, usePeople } from './test-people';

const NEW = 'an even longer and quieter one';
const HOUR_MS = 3_600_000;

const { database, world } = usePeople();

const secretOf = (url: string) => url.split('#')[1] ?? '';
const linkFor = async (ports: PeoplePorts, admin: Actor, { userId }: Actor) =>
  secretOf(worked(await makeResetLink(ports, admin, { userId })).url);
const use = (ports: PeoplePorts, secret: string) =>
  resetPassword(ports, { secret, newPassword: NEW });
const GONE = { ok: false, error: { kind: 'not_found', what: 'This link' } };

it('of a link the database has the hash, and the log who made it for whom', async () => {
  const { ports, admin } = await world();
  const rae = await member(ports, admin.workspaceId, 'viewer');
  const secret = await linkFor(ports, admin, rae);
  const rows = JSON.stringify(await database().prisma.passwordLink.findMany());
  expect(rows).not.toContain(secret);
  const log = await ports.activity.all(admin.workspaceId);
  expect(JSON.stringify(log)).not.toContain(secret);
  expect(log).toMatchObject([
    { event: 'person.reset-link', actorId: admin.userId, target: rae.email },
  ]);
});

it('a link leads nowhere after a day', async () => {
  let now = new Date();
  const { ports, admin } = await world(() => now);
  const rae = await member(ports, admin.workspaceId, 'viewer');
  const secret = await linkFor(ports, admin, rae);
  now = new Date(now.getTime() + 24 * HOUR_MS - 1);
  expect(await openReset(ports, { secret })).toMatchObject({ ok: true });
  now = new Date(now.getTime() + 1);
  expect(await openReset(ports, { secret })).toMatchObject(GONE);
  expect(await use(ports, secret)).toMatchObject(GONE);
});

it('only administrators make one, for members, and not for themselves', async () => {
  const { ports, admin } = await world();
  const operator = await member(ports, admin.workspaceId, 'operator');
  const stranger = await member(ports, await newWorkspace(database()), 'viewer');
  expect(await makeResetLink(ports, operator, admin)).toMatchObject({
    error: { kind: 'forbidden', permission: 'people:manage' },
  });
  expect(await makeResetLink(ports, admin, stranger)).toMatchObject({
    error: { kind: 'not_found' },
  });
  expect(await makeResetLink(ports, admin, admin)).toMatchObject({
    error: {
      kind: 'conflict',
      message: 'Change your own password in Settings, under You.',
    },
  });
  const second = await member(ports, admin.workspaceId, 'admin');
  worked(await makeResetLink(ports, admin, second));
});

it('nobody comes by a link into a workspace that its maker does not administer', async () => {
  const { ports, admin } = await world();
  const rae = await member(ports, admin.workspaceId, 'viewer');
  const before = await linkFor(ports, admin, rae);
  const elsewhere = await newWorkspace(database());
  await ports.people.addMember(elsewhere, rae.userId, 'viewer');
  // Neither the link that was made before, nor another one.
  expect(await openReset(ports, { secret: before })).toMatchObject(GONE);
  expect(await use(ports, before)).toMatchObject(GONE);
  expect(await makeResetLink(ports, admin, rae)).toMatchObject({
    error: { kind: 'conflict' },
  });
  await ports.people.addMember(elsewhere, admin.userId, 'operator');
  expect(await makeResetLink(ports, admin, rae)).toMatchObject({ ok: false });
  await ports.people.addMember(elsewhere, admin.userId, 'admin');
  worked(await use(ports, await linkFor(ports, admin, rae)));
});

it('a link ends with the office of whoever made it, and with the membership', async () => {
  const { ports, admin } = await world();
  const rae = await member(ports, admin.workspaceId, 'viewer');
  const second = await member(ports, admin.workspaceId, 'admin');
  const bySecond = await linkFor(ports, second, rae);
  worked(await setRole(ports, admin, { userId: second.userId, role: 'operator' }));
  expect(await use(ports, bySecond)).toMatchObject(GONE);
  const byAdmin = await linkFor(ports, admin, rae);
  worked(await removeMember(ports, admin, rae));
  expect(await use(ports, byAdmin)).toMatchObject(GONE);
});

it('on the host a link is made for the only administrator, and the log says so', async () => {
  const { ports, admin } = await world();
  const person = await ports.people.findByEmail(admin.email.toUpperCase());
  expect(person).toMatchObject({ userId: admin.userId, workspaceId: admin.workspaceId });
  const made = person && (await makeHostResetLink(ports, person));
  worked(await use(ports, secretOf(made?.url ?? '')));
  const log = await ports.activity.all(admin.workspaceId);
  expect(log).toMatchObject([
    { event: 'person.reset-link', actorId: null, actorName: "Drawbridge's host" },
    { event: 'person.password-reset', actorId: admin.userId },
  ]);
  expect(await ports.people.findByEmail('nobody@example.com')).toBeNull();
});

it('mails the person that their password was reset, also one who wants no mails', async () => {
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
    to: ['ops@example.com'],
  });
  worked(await addTarget(ports, admin, target));
  const rae = await member(ports, admin.workspaceId, 'viewer');
  worked(await setOwnMails(ports, rae, { wants: false }));
  worked(await use(ports, await linkFor(ports, admin, rae)));
  // Turned off once more while it waits.
  worked(await setOwnMails(ports, rae, { wants: false }));
  await deliverNotices(ports);
  stop();
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain(`To: ${rae.email}`);
  expect(mails[0]).toContain('Subject: Your password was reset');
  expect(mails[0]).toMatch(/by a link that\s+Maya made/);
  expect(mails[0]).not.toContain('turns these mails');
});
