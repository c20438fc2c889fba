import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { removeMember, setRole } from '@/lib/people/change-member';
import { hashOfInviteSecret, newInviteSecret } from '@/lib/people/invite-secret';
import { listPeople } from '@/lib/people/list-people';
import type { Actor } from '@/lib/ports';
import { openInvite } from './accept-invite';
import { systemRandom } from './clock';
import { worked } from './test-aws';
import { accept, linkFor, member, usePeople } from './test-people';

const { database, world } = usePeople();
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
  const secret = newInviteSecret(systemRandom);
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
