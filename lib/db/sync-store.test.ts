import { expect, it } from 'vitest';
import { useTestDatabase } from './test-database';
import { newWorkspace } from './test-rows';

const database = useTestDatabase();
const startedAt = new Date('2026-11-24T09:00:00.001Z');

it('tells how far a run is, and who failed', async () => {
  const { syncs } = database().stores;
  const workspaceId = await newWorkspace(database());
  const id = await syncs.start(workspaceId, 14, startedAt);
  await syncs.update(id, { accountsRead: 3, rolesRead: 120, current: 'Prod' });
  expect(await syncs.find(workspaceId, id)).toEqual({
    id,
    state: 'running',
    accountsTotal: 14,
    accountsRead: 3,
    rolesRead: 120,
    current: 'Prod',
    failures: [],
    startedAt: startedAt.toISOString(),
    finishedAt: null,
  });
  const failures = [{ accountId: '777788889999', name: 'Prod', sentence: 'No answer.' }];
  await syncs.update(id, {
    state: 'done',
    current: null,
    failures,
    finishedAt: '2026-11-24T09:05:00.000Z',
  });
  expect(await syncs.latest(workspaceId)).toMatchObject({
    state: 'done',
    accountsRead: 3,
    current: null,
    failures,
    finishedAt: '2026-11-24T09:05:00.000Z',
  });
});

it('knows the newest run of a workspace, and no run of another', async () => {
  const { syncs } = database().stores;
  const workspaceId = await newWorkspace(database());
  const newest = await syncs.start(workspaceId, 2, new Date('2026-11-24T11:00:00Z'));
  const older = await syncs.start(workspaceId, 1, startedAt);
  expect((await syncs.latest(workspaceId))?.id).toBe(newest);
  const other = await newWorkspace(database());
  expect(await syncs.latest(other)).toBeNull();
  expect(await syncs.find(other, older)).toBeNull();
});
