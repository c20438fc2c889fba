import type { AppError } from '@/lib/core/errors';
import { RoleArn, UserId, WorkspaceId } from '@/lib/core/ids';
import { ok, type Result } from '@/lib/core/result';
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
  StoredGrant,
  StoredIssue,
} from '@/lib/ports';

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
export const grant: StoredGrant = {
  workspaceId,
  userId: actor.userId,
  roleArn,
  accountId: '777788889999',
  roleName: 'deploy',
  description: '',
  maxSeconds: 43_200,
  roleMaxSeconds: 43_200,
  region: 'eu-west-1',
  isPinned: false,
  isByToken: false,
  takesSourceIdentity: true,
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
  grant?: StoredGrant | null;
  hub?: AwsConnection | null;
  answer?: Result<AssumedRole, AwsFailure>;
  unwritable?: string;
  token?: Result<string, AppError>;
};

const random = {
  uuid: () => 'id-1',
  base32: (length: number) => 'k3jx7q2a'.slice(0, length),
};

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
    grants: { find: async () => (options.grant === undefined ? grant : options.grant) },
    accounts: { find: async () => null },
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
      consoleSignInUrl: async (_hub: AwsConnection, request: ConsoleSignInRequest) => {
        events.push('sign-in');
        signIns.push(request);
        return ok('https://signin.test/federation?SigninToken=secret');
      },
    },
    identityTokens: {
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
