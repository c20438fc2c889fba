import type {
  AccountStore,
  ActivityLog,
  CliCodeStore,
  CrossingStore,
  DraftStore,
  FirstRunStore,
  GrantStore,
  IndexStore,
  IssuerKeyStore,
  IssueStore,
  PeopleStore,
  PlanStore,
  PracticeStateStore,
  RateLimitStore,
  SearchStore,
  SnapshotStore,
  SyncStore,
  TokenStore,
  WorkspaceStore,
} from '@/lib/ports';
import { createAccountStore } from './account-store';
import { createActivityLog } from './activity-log';
import { createCliCodeStore } from './cli-code-store';
import type { PrismaClient } from './client';
import { createCrossingStore } from './crossing-store';
import { createDraftStore } from './draft-store';
import { createFirstRunStore } from './first-run-store';
import { createGrantStore } from './grant-store';
import { createIndexStore } from './index-store';
import { createIssueStore } from './issue-store';
import { createIssuerKeyStore } from './issuer-key-store';
import { createPeopleStore } from './people-store';
import { createPlanStore } from './plan-store';
import { createPracticeStateStore } from './practice-state-store';
import { createRateLimitStore } from './rate-limit-store';
import { createSearchStore } from './search-store';
import { createSnapshotStore } from './snapshot-store';
import { createSyncStore } from './sync-store';
import { createTokenStore } from './token-store';
import { createWorkspaceStore } from './workspace-store';

/** Every store, by the name that use cases know it by. */
export type Stores = {
  accounts: AccountStore;
  snapshots: SnapshotStore;
  indexes: IndexStore;
  crossings: CrossingStore;
  search: SearchStore;
  syncs: SyncStore;
  drafts: DraftStore;
  plans: PlanStore;
  grants: GrantStore;
  issues: IssueStore;
  issuerKeys: IssuerKeyStore;
  activity: ActivityLog;
  workspaces: WorkspaceStore;
  people: PeopleStore;
  tokens: TokenStore;
  cliCodes: CliCodeStore;
  firstRun: FirstRunStore;
  rateLimits: RateLimitStore;
  practiceStates: PracticeStateStore;
};

export function createStores(prisma: PrismaClient): Stores {
  return {
    accounts: createAccountStore(prisma),
    snapshots: createSnapshotStore(prisma),
    indexes: createIndexStore(prisma),
    crossings: createCrossingStore(prisma),
    search: createSearchStore(prisma),
    syncs: createSyncStore(prisma),
    drafts: createDraftStore(prisma),
    plans: createPlanStore(prisma),
    grants: createGrantStore(prisma),
    issues: createIssueStore(prisma),
    issuerKeys: createIssuerKeyStore(prisma),
    activity: createActivityLog(prisma),
    workspaces: createWorkspaceStore(prisma),
    people: createPeopleStore(prisma),
    tokens: createTokenStore(prisma),
    cliCodes: createCliCodeStore(prisma),
    firstRun: createFirstRunStore(prisma),
    rateLimits: createRateLimitStore(prisma),
    practiceStates: createPracticeStateStore(prisma),
  };
}
