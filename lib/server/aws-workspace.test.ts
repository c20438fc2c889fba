import { expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Actor, MemberRole } from '@/lib/ports';
import { connectInAwsWorkspace, joinAwsWorkspace } from './aws-workspace';
import type { Services } from './service-ports';

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

it('asks to confirm as the workspace of real accounts does, whatever the other one asks', async () => {
  const ports = {
    ...world([['u1', 'admin']]),
    clock: { now: () => new Date('2026-11-27T10:00:00Z') },
    stepUps: {
      freshnessOf: async ({ workspaceKind }: Actor) => ({
        asks: workspaceKind === 'aws' ? 'every-hour' : 'never',
        lastAt: new Date('2026-11-27T03:00:00Z'),
      }),
    },
  } as unknown as Services; // it is refused before any other is asked
  const input = { accountId: '111122223333' } as Parameters<
    typeof connectInAwsWorkspace
  >[2];
  expect(await connectInAwsWorkspace(ports, actor, input)).toMatchObject({
    error: { kind: 'step_up_required' },
  });
});
