import { describe, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { err, ok } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { runSync } from './run-sync';
import { startSync } from './start-sync';
import { orgOf, PEOPLE, PROD, stored, TOOLING } from './test-estate';
import { practice, refused, usual, workspaceId, world } from './test-sync';

const job = { workspaceId, syncId: 'sync-1', accountIds: [TOOLING, PEOPLE, PROD] };

describe('reading accounts', () => {
  it('goes on when one fails, and says which permission was missing', async () => {
    const { deps, snapshots, updates, sentences } = world();
    await runSync(deps, job);
    const byAccount = new Map(
      snapshots.map((snapshot) => [snapshot.accountId, snapshot]),
    );
    expect(byAccount.get(TOOLING)).toMatchObject({ state: 'complete', sentence: null });
    expect(byAccount.get(PROD)).toMatchObject({
      state: 'partial',
      missingPermissions: ['s3:GetBucketPolicy'],
    });
    expect(byAccount.get(PEOPLE)).toMatchObject({
      state: 'failed',
      account: null,
      missingPermissions: ['iam:GetAccountAuthorizationDetails'],
      sentence: expect.stringContaining(
        'No permission for iam:GetAccountAuthorizationDetails.',
      ),
    });
    expect(updates.at(-1)).toMatchObject({
      state: 'done',
      accountsRead: 3,
      rolesRead: 3,
      current: null,
      finishedAt: '2026-11-24T09:26:00.000Z',
    });
    expect(sentences).toEqual([
      '2 of 3 accounts read; Prod only in part; failing: People.',
    ]);
  });

  it('builds the crossings from what was read', async () => {
    const { deps, crossings } = world();
    await runSync(deps, job);
    expect(crossings()).toMatchObject([
      { who: { name: 'ci' }, role: { name: 'deploy' }, deck: 'works' },
      { who: { kind: 'service' }, role: { name: 'ci' } },
    ]);
  });

  it('builds the crossings though the index cannot be kept', async () => {
    const { deps, crossings } = world();
    const indexOf = async () => Promise.reject(new Error('no room for the index'));
    await expect(runSync({ ...deps, indexOf }, job)).rejects.toThrow('no room');
    expect(crossings()).toMatchObject([
      { who: { name: 'ci' }, role: { name: 'deploy' } },
      { who: { kind: 'service' }, role: { name: 'ci' } },
    ]);
  });

  it('ends as done even when one breaks off inside the console', async () => {
    const { deps, updates, snapshots } = world((id) =>
      id === PEOPLE ? new Error('bug') : usual(id),
    );
    await runSync(deps, job);
    const last = updates.at(-1);
    expect(last).toMatchObject({ state: 'done', accountsRead: 3 });
    expect(last?.failures?.find(({ name }) => name === 'People')?.sentence).toContain(
      'broke off',
    );
    expect(snapshots).toHaveLength(2);
  });

  it('never reads more than four at once', async () => {
    const many = world(() => err(refused));
    const ids = Array.from({ length: 12 }, (_, index) => String(200_000_000_000 + index));
    for (const id of ids)
      many.accounts.set(id, stored(workspaceId, id, id, { connection: practice }));
    await runSync(many.deps, { ...job, accountIds: ids });
    expect(many.runningMax()).toBe(4);
    expect(many.snapshots).toHaveLength(12);
  });

  it('3.5: takes names and places from the organisation first', async () => {
    const organization = ok({
      organizationId: 'o-acme',
      managementAccountId: '100000000001',
      accounts: [
        { id: PROD, name: 'Production EU', ouPath: 'Root/Prod', status: 'ACTIVE' },
        { id: '300000000001', name: 'Closed', ouPath: 'Root', status: 'SUSPENDED' },
        { id: '300000000002', name: 'prod-new', ouPath: 'Root', status: 'ACTIVE' },
      ],
      org: orgOf(),
    });
    const { deps, accounts } = world(usual, organization);
    const hub = {
      kind: 'ambient',
      accountId: TOOLING,
      partition: 'aws',
      region: 'eu-west-1',
    } as const;
    await runSync({ ...deps, hubOf: async () => hub }, { ...job, accountIds: [PROD] });
    expect(accounts.get(PROD)).toMatchObject({
      name: 'Production EU',
      ouPath: 'Root/Prod',
    });
    expect(accounts.has('300000000001')).toBe(false);
    expect(accounts.get('300000000002')).toMatchObject({ isProduction: true });
  });
});

describe('asking for a reading', () => {
  const actor: Actor = {
    userId: UserId.parse('u1'),
    handle: 'mei',
    name: 'Mei',
    email: 'mei@acme.test',
    workspaceId,
    workspaceName: 'Acme',
    workspaceKind: 'aws',
    role: 'operator',
  };

  it('enqueues the accounts that have a connection', async () => {
    const { deps, accounts, jobs } = world();
    accounts.set('200000000000', stored(workspaceId, '200000000000', 'Bare'));
    expect(await startSync(deps, actor, 'all')).toEqual(ok('sync-1'));
    expect(jobs).toEqual([{ name: 'sync', ...job }]);
  });

  it('says which account has no connection', async () => {
    const { deps, accounts, jobs } = world();
    accounts.set('200000000000', stored(workspaceId, '200000000000', 'Bare'));
    expect(await startSync(deps, actor, ['200000000000'])).toEqual(
      err({ kind: 'no_connection', accountId: '200000000000' }),
    );
    expect(await startSync(deps, { ...actor, role: 'viewer' }, 'all')).toEqual(
      err({ kind: 'forbidden', permission: 'inventory:sync' }),
    );
    expect(jobs).toEqual([]);
  });
});
