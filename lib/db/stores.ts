import type {
  AccountStore,
  ActivityLog,
  AttestationStore,
  CliCodeStore,
  CrossingStore,
  DeviceStore,
  DraftStore,
  EndStore,
  FirstRunStore,
  GrantStore,
  HandshakeLinkStore,
  IndexStore,
  InviteStore,
  IssuerKeyStore,
  IssueStore,
  MemberStore,
  OutboxStore,
  PasskeyStore,
  PasswordStore,
  PeopleStore,
  PersonGroupStore,
  PlanGrantStore,
  PlanStore,
  PracticeStateStore,
  ProofScheduleStore,
  RateLimitStore,
  RequestStore,
  RevocationStore,
  SearchStore,
  SnapshotStore,
  StepUpStore,
  SyncStore,
  TargetStore,
  TokenStore,
  VendableRoleStore,
  WorkspaceStore,
} from '@/lib/ports';
import { createAccountStore } from './account-store';
import { createActivityLog } from './activity-log';
import { createAttestationStore } from './attestation-store';
import { createCliCodeStore } from './cli-code-store';
import type { PrismaClient } from './client';
import { createCrossingStore } from './crossing-store';
import { createDeviceStore } from './device-store';
import { createDraftStore } from './draft-store';
import { createEndStore } from './end-store';
import { createFirstRunStore } from './first-run-store';
import { createGrantStore } from './grant-store';
import { createHandshakeLinkStore } from './handshake-link-store';
import { createIndexStore } from './index-store';
import { createInviteStore } from './invite-store';
import { createIssueStore } from './issue-store';
import { createIssuerKeyStore } from './issuer-key-store';
import { createMemberStore } from './member-store';
import { createOutboxStore } from './outbox-store';
import { createPasskeyStore } from './passkey-store';
import { createPasswordStore } from './password-store';
import { createPeopleStore } from './people-store';
import { createPersonGroupStore } from './person-group-store';
import { createPlanGrantStore } from './plan-grant-store';
import { createPlanStore } from './plan-store';
import { createPracticeStateStore } from './practice-state-store';
import { createProofScheduleStore } from './proof-schedule-store';
import { createRateLimitStore } from './rate-limit-store';
import { createRequestStore } from './request-store';
import { createRevocationStore } from './revocation-store';
import { createSearchStore } from './search-store';
import { createSnapshotStore } from './snapshot-store';
import { createStepUpStore } from './step-up-store';
import { createSyncStore } from './sync-store';
import { createTargetStore } from './target-store';
import { createTokenStore } from './token-store';
import { createVendableRoleStore } from './vendable-role-store';
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
  proofSchedule: ProofScheduleStore;
  ends: EndStore;
  handshakeLinks: HandshakeLinkStore;
  attestations: AttestationStore;
  vendableRoles: VendableRoleStore;
  grants: GrantStore;
  personGroups: PersonGroupStore;
  planGrants: PlanGrantStore;
  requests: RequestStore;
  issues: IssueStore;
  revocations: RevocationStore;
  issuerKeys: IssuerKeyStore;
  activity: ActivityLog;
  workspaces: WorkspaceStore;
  people: PeopleStore;
  members: MemberStore;
  invites: InviteStore;
  passwords: PasswordStore;
  passkeys: PasskeyStore;
  tokens: TokenStore;
  cliCodes: CliCodeStore;
  devices: DeviceStore;
  firstRun: FirstRunStore;
  rateLimits: RateLimitStore;
  stepUps: StepUpStore;
  noticeTargets: TargetStore;
  outbox: OutboxStore;
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
    proofSchedule: createProofScheduleStore(prisma),
    ends: createEndStore(prisma),
    handshakeLinks: createHandshakeLinkStore(prisma),
    attestations: createAttestationStore(prisma),
    vendableRoles: createVendableRoleStore(prisma),
    grants: createGrantStore(prisma),
    personGroups: createPersonGroupStore(prisma),
    planGrants: createPlanGrantStore(prisma),
    requests: createRequestStore(prisma),
    issues: createIssueStore(prisma),
    revocations: createRevocationStore(prisma),
    issuerKeys: createIssuerKeyStore(prisma),
    activity: createActivityLog(prisma),
    workspaces: createWorkspaceStore(prisma),
    people: createPeopleStore(prisma),
    members: createMemberStore(prisma),
    invites: createInviteStore(prisma),
    passwords: createPasswordStore(prisma),
    passkeys: createPasskeyStore(prisma),
    tokens: createTokenStore(prisma),
    cliCodes: createCliCodeStore(prisma),
    devices: createDeviceStore(prisma),
    firstRun: createFirstRunStore(prisma),
    rateLimits: createRateLimitStore(prisma),
    stepUps: createStepUpStore(prisma),
    noticeTargets: createTargetStore(prisma),
    outbox: createOutboxStore(prisma),
    practiceStates: createPracticeStateStore(prisma),
  };
}
