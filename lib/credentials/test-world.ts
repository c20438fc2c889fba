import type { AppError } from '@/lib/core/errors';
import { RoleArn, UserId, WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityEntry,
  Actor,
  AssumeByTokenRequest,
  AssumedRole,
  AssumeRoleRequest,
  AwsConnection,
  AwsFailure,
  ConsoleSignInRequest,
  IdentityClaims,
  NamedGrant,
  OfferedGrant,
  OfferedRole,
  StoredIssue,
  StoredRequest,
} from '@/lib/ports';
import { FREE } from './grants/grant-rule';

export const roleArn = RoleArn.parse('arn:aws:iam::777788889999:role/deploy');
const workspaceId = WorkspaceId.parse('w1');
export const now = new Date('2026-11-24T09:00:00.000Z');

export const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId,
  workspaceName: 'Acme',
  workspaceKind: 'aws',
  role: 'viewer',
};
export const grant: OfferedGrant = {
  ...FREE,
  requests: [],
  id: 'g1',
  workspaceId,
  roleArn,
  to: { kind: 'person', userId: actor.userId },
  toName: 'Mei',
  maxSeconds: null,
  isReadOnly: false,
  services: [],
  fromIp: null,
  endsAt: null,
  stepUp: 'never',
  createdAt: new Date('2026-11-01T09:00:00.000Z'),
  createdByName: 'Ann',
  endedAt: null,
  endedByName: null,
  version: 1,
};
/** Of the person, for a role that has to be asked for. */
export const approved: StoredRequest = {
  id: 'r1',
  batchId: 'b1',
  workspaceId: actor.workspaceId,
  requesterId: actor.userId,
  requesterName: 'Mei',
  grantId: 'g1',
  roleArn,
  isBreakGlass: false,
  reason: 'A release is stuck.',
  ticket: '',
  durationSeconds: 3600,
  startsAt: now,
  approvalsNeeded: 0,
  approverIds: [],
  decisions: [],
  state: 'approved',
  createdAt: now,
  lapsesAt: new Date('2026-11-25T09:00:00Z'),
  firstUsedAt: null,
  endsAt: null,
  endedAt: null,
  endedByName: null,
  reviewedAt: null,
  reviewedByName: null,
  reviewNote: null,
};

export const offered: OfferedRole = {
  roleArn,
  accountId: '777788889999',
  roleName: 'deploy',
  description: '',
  roleMaxSeconds: 43_200,
  region: 'eu-west-1',
  isPinned: false,
  isByToken: false,
  takesSourceIdentity: true,
  takesTags: true,
  grants: [grant],
};
export const profileHub: AwsConnection = {
  kind: 'profile',
  accountId: '111122223333',
  partition: 'aws',
  region: 'eu-west-1',
  profile: 'hub',
};
export const practiceHub: AwsConnection = {
  kind: 'practice',
  worldId: 'w1',
  accountId: '111122223333',
  partition: 'aws',
  region: 'eu-west-1',
};

type Options = {
  offered?: OfferedRole | null;
  /** Grants of the person, ended ones too. */
  ever?: NamedGrant[];
  hub?: AwsConnection | null;
  answer?: Result<AssumedRole, AwsFailure>;
  unwritable?: string;
  /** How often credentials were asked for in this hour. */
  hits?: number;
  token?: Result<string, AppError>;
};

const random = {
  uuid: () => 'id-1',
  base32: (length: number) => 'k3jx7q2a'.slice(0, length),
};

/** What the person holds, in accounts that nobody read. */
const holding = (options: Options) => ({
  grants: {
    findOffered: async () => (options.offered === undefined ? offered : options.offered),
    everOf: async () => options.ever ?? [],
  },
  accounts: { find: async () => null, list: async () => [] },
  snapshots: { loadLatest: async () => [] },
  connectionOf: () => null,
  rateLimits: {
    hit: async () => options.hits ?? 1,
  },
  requests: { change: async () => null },
  stepUps: {
    stateOf: async () => ({ floor: 'never' as const, lastAt: null }),
    redeem: async () => false,
  },
});

/** Ports that answer by themselves and keep what they were told, in order. */
export function world(options: Options = {}) {
  const events: string[] = [];
  const entries: ActivityEntry[] = [];
  const requests: AssumeRoleRequest[] = [];
  const byToken: AssumeByTokenRequest[] = [];
  const minted: IdentityClaims[] = [];
  const signIns: ConsoleSignInRequest[] = [];
  const issues: StoredIssue[] = [];
  const answer = options.answer ?? ok(assumedRole);
  const deps = {
    env: { origin: 'http://localhost:3000', practice: { url: 'http://127.0.0.1:4001' } },
    ...holding(options),
    issues: { record: async (issue: StoredIssue) => void issues.push(issue) },
    activity: {
      append: async (entry: ActivityEntry) => {
        if (entry.event === options.unwritable) throw new Error('disk full');
        events.push(`${entry.event} ${entry.outcome}`);
        entries.push(entry);
      },
    },
    aws: {
      assumeRole: async (_hub: AwsConnection, request: AssumeRoleRequest) => {
        events.push('sts');
        requests.push(request);
        return answer;
      },
      assumeRoleByToken: async (_hub: AwsConnection, request: AssumeByTokenRequest) => {
        events.push('sts by token');
        byToken.push(request);
        return answer;
      },
      readTarget: async () => err({ kind: 'not_configured', message: 'away' } as const),
      consoleSignInUrl: async (_hub: AwsConnection, request: ConsoleSignInRequest) => {
        events.push('sign-in');
        signIns.push(request);
        return ok('https://signin.test/federation?SigninToken=secret');
      },
    },
    identityTokens: {
      issuerOf: async () => null,
      mint: async (_workspaceId: WorkspaceId, claims: IdentityClaims) => {
        minted.push(claims);
        return options.token ?? ok('canary-identity-token');
      },
    },
    clock: { now: () => now },
    random,
    hubOf: async () => (options.hub === undefined ? profileHub : options.hub),
  };
  return { deps, events, entries, requests, byToken, minted, signIns, issues };
}

const assumedRole: AssumedRole = {
  credentials: {
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'canary-secret',
    sessionToken: 'canary-token',
    expiresAt: new Date('2026-11-24T10:00:00.000Z'),
  },
  assumedRoleArn: 'arn:aws:sts::777788889999:assumed-role/deploy/db-mei-k3jx7q2a',
  assumedRoleId: 'AROAEXAMPLE:db-mei-k3jx7q2a',
};
export const refused: AwsFailure = {
  kind: 'refused',
  operation: 'AssumeRole',
  code: 'AccessDenied',
  message: 'User is not authorized to perform: sts:AssumeRole',
  requestId: 'r1',
};
