import { expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Actor, MemberRole } from '@/lib/ports';
import { joinAwsWorkspace } from './aws-workspace';

const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId: WorkspaceId.parse('practice'),
  workspaceName: 'Practice',
  workspaceKind: 'practice',
  role: 'admin',
};

function world(members: [string, MemberRole][] = []) {
  const roles = new Map(members);
  return {
    roles,
    workspaces: { ensure: async () => undefined },
    people: {
      listMembers: async () =>
        [...roles].map(([id, role]) => ({ userId: UserId.parse(id), role })),
      addMember: async (_: WorkspaceId, userId: UserId, role: MemberRole) =>
        void roles.set(userId, role),
    },
  };
}

it('makes whoever connects the first real account its administrator', async () => {
  const ports = world();
  const joined = await joinAwsWorkspace(ports, actor);
  expect(joined).toMatchObject({
    ok: true,
    value: { workspaceId: 'aws', role: 'admin' },
  });
  expect([...ports.roles]).toEqual([['u1', 'admin']]);
});

it('keeps out an administrator of practice accounts who is no member there', async () => {
  const ports = world([['u2', 'admin']]);
  expect(await joinAwsWorkspace(ports, actor)).toMatchObject({ ok: false });
  expect([...ports.roles]).toEqual([['u2', 'admin']]);
});

it('gives nobody more rights there than they have there', async () => {
  const ports = world([
    ['u2', 'admin'],
    ['u1', 'viewer'],
  ]);
  const joined = await joinAwsWorkspace(ports, actor);
  expect(joined).toMatchObject({ ok: true, value: { role: 'viewer' } });
  expect(ports.roles.get('u1')).toBe('viewer');
});

it('is for people who may connect accounts', async () => {
  const ports = world();
  const joined = await joinAwsWorkspace(ports, { ...actor, role: 'operator' });
  expect(joined).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  expect(ports.roles.size).toBe(0);
});
