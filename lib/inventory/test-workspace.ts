import { UserId, WorkspaceId } from '@/lib/core/ids';
import type {
  CollectedAccount,
  CollectedOrg,
  PolicyDocument,
  RoleDetail,
} from '@/lib/iam/world';
import type { Actor } from '@/lib/ports';
import { accountNames } from './account-names';
import { buildCrossings } from './build-crossings';
import { keepIndexes } from './keep-indexes';
import {
  account,
  arnOf,
  crossingsOf,
  factsOf,
  orgOf,
  PROD,
  role,
  storedAccounts,
  TOOLING,
  trust,
} from './test-estate';
import { fakeIndexStore } from './test-index-store';
import type { Reading } from './world';

export const DEPLOY = arnOf(PROD, 'role/deploy');
export const ec2 = trust({ Service: 'ec2.amazonaws.com' });
const takenAt = new Date('2026-11-24T09:26:00.000Z');

let worlds = 0;

/** A workspace whose latest reading is these accounts, and the crossings built from it. */
export function workspaceOf(
  accounts: Record<string, CollectedAccount>,
  scps: Record<string, PolicyDocument> = {},
) {
  worlds += 1;
  const workspaceId = WorkspaceId.parse(`w${worlds}`);
  const stored = storedAccounts(workspaceId);
  const rows = buildCrossings(
    factsOf(accounts, scps),
    accountNames(stored, factsOf(accounts)),
  );
  const org: CollectedOrg = orgOf(scps);
  const deps = {
    accounts: { list: async () => stored },
    workspaces: { portalOf: async () => null },
    snapshots: {
      loadLatest: async (
        _workspace: WorkspaceId,
        accountIds = Object.keys(accounts),
      ): Promise<Reading[]> =>
        stored.flatMap(({ id, snapshotId }) => {
          const collected = accountIds.includes(id) && accounts[id];
          return collected && snapshotId
            ? [{ accountId: id, snapshotId, takenAt, account: collected }]
            : [];
        }),
      loadOrg: async () => org,
    },
    crossings: {
      find: async (_workspace: WorkspaceId, id: string) =>
        rows.find((row) => row.id === id) ?? null,
      listOfRole: async (_workspace: WorkspaceId, arn: string) =>
        rows.filter((row) => row.role.arn === arn),
    },
    indexOf: keepIndexes(fakeIndexStore().store),
    plans: { findByRole: async () => null },
    grants: { findOffered: async () => null },
    clock: { now: () => new Date() },
    env: { practice: null },
  };
  return { deps, rows, actor: actorIn(workspaceId) };
}

const actorIn = (workspaceId: WorkspaceId): Actor => ({
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId,
  workspaceName: 'Acme',
  workspaceKind: 'aws',
  role: 'viewer',
});

/** Rows of the role `deploy` in Prod, with these roles in Tooling. */
export function rowsFor(trusted: unknown, tooling: RoleDetail[] = [], scps = {}) {
  const deploy = role(PROD, 'deploy', trusted);
  const world = factsOf({ [TOOLING]: account(tooling), [PROD]: account([deploy]) }, scps);
  return crossingsOf(world).filter((row) => row.role.arn === DEPLOY);
}
