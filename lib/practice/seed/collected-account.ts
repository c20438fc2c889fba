import { nameOfArn, parseArn } from '@/lib/core/arn';
import { policySource } from '@/lib/iam/explain/policy-source';
import { partitionOf } from '@/lib/iam/facts/account-facts';
import type {
  AttachedPolicy,
  Boundary,
  CollectedAccount,
  InlinePolicy,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '@/lib/iam/world';
import { makeKmsKey } from '../kms/make-kms-key';
import { emptyAccount } from '../world/empty-account';
import { seededId } from '../world/ids';
import type {
  AccountState,
  NamedDocument,
  StoredPolicy,
  StoredRole,
  StoredUser,
} from '../world/types';
import { addBucket } from './builder';

const AWS_OWNED = /^arn:[^:]+:iam::aws:/;
const DEFAULT_MAX_SESSION_SECONDS = 3600;

const byName = <One extends { name: string }>(list: One[]): Map<string, One> =>
  new Map(list.map((one) => [one.name.toLowerCase(), one]));

const attachedOf = (policies: AttachedPolicy[] = []): string[] =>
  policies.map(({ PolicyArn }) => PolicyArn);

const boundaryOf = (boundary?: Boundary): string | null =>
  boundary?.PermissionsBoundaryArn ?? null;

const inlineOf = (policies: InlinePolicy[] = []): NamedDocument[] =>
  policies.map(({ PolicyName, PolicyDocument }) => ({
    name: PolicyName,
    document: policySource(PolicyDocument),
  }));

const userOf = (user: UserDetail, nowAt: string): StoredUser => ({
  kind: 'user',
  name: user.UserName,
  path: user.Path,
  id: user.UserId,
  arn: user.Arn,
  createdAt: user.CreateDate ?? nowAt,
  inline: inlineOf(user.UserPolicyList),
  attached: attachedOf(user.AttachedManagedPolicies),
  boundary: boundaryOf(user.PermissionsBoundary),
  tags: user.Tags ?? [],
  groups: user.GroupList ?? [],
  mfaDevices: [],
});

function lastUseOf({ RoleLastUsed }: RoleDetail): StoredRole['lastUsed'] {
  const { LastUsedDate, Region = 'us-east-1' } = RoleLastUsed ?? {};
  return LastUsedDate === undefined ? null : { at: LastUsedDate, region: Region };
}

const roleOf = (
  role: RoleDetail,
  { RoleSettings = {} }: CollectedAccount,
  nowAt: string,
): StoredRole => ({
  kind: 'role',
  name: role.RoleName,
  path: role.Path,
  id: role.RoleId,
  arn: role.Arn,
  createdAt: role.CreateDate ?? nowAt,
  inline: inlineOf(role.RolePolicyList),
  attached: attachedOf(role.AttachedManagedPolicies),
  boundary: boundaryOf(role.PermissionsBoundary),
  tags: role.Tags ?? [],
  trust: policySource(role.AssumeRolePolicyDocument),
  description: RoleSettings[role.RoleName]?.Description ?? null,
  maxSessionSeconds:
    RoleSettings[role.RoleName]?.MaxSessionDuration ?? DEFAULT_MAX_SESSION_SECONDS,
  lastUsed: lastUseOf(role),
});

function policyOf(policy: ManagedPolicyDetail, nowAt: string): StoredPolicy {
  const versions = policy.PolicyVersionList.map((version) => ({
    id: version.VersionId,
    document: policySource(version.Document),
    createdAt: version.CreateDate ?? nowAt,
  }));
  const dates = versions.map(({ createdAt }) => createdAt).sort();
  return {
    name: policy.PolicyName,
    path: policy.Path ?? '/',
    id: policy.PolicyId ?? seededId('ANPA', policy.Arn),
    arn: policy.Arn,
    description: null,
    createdAt: dates[0] ?? nowAt,
    updatedAt: dates.at(-1) ?? nowAt,
    tags: [],
    defaultVersionId: policy.DefaultVersionId,
    lastVersion: Math.max(1, ...versions.map(({ id }) => Number(id.slice(1)) || 1)),
    versions,
  };
}

function addBuckets(
  account: AccountState,
  { Buckets = [] }: CollectedAccount,
  nowMs: number,
): void {
  for (const { Name, Policy, Region } of Buckets) {
    const bucket = addBucket({ account, nowMs }, Name);
    bucket.policy = Policy === null || Policy === undefined ? null : policySource(Policy);
    if (Region !== undefined) bucket.region = Region;
  }
}

/** Policies were read and nothing else of a key, so it is on, and its bytes are new. */
function addKeys(
  account: AccountState,
  { Keys = [] }: CollectedAccount,
  createdAt: string,
) {
  for (const { Arn, Policy, KeyManager = 'CUSTOMER' } of Keys)
    makeKmsKey(account, {
      id: nameOfArn(Arn),
      region: parseArn(Arn)?.region ?? '',
      policy: policySource(Policy),
      createdAt,
      manager: KeyManager,
    });
}

type Told = Pick<AccountState, 'id' | 'name' | 'email' | 'environment'>;

/** An account as it was collected, as one of the practice accounts. */
export function accountOfCollected(
  collected: CollectedAccount,
  told: Told,
  nowMs: number,
): AccountState {
  const nowAt = new Date(nowMs).toISOString();
  const own = collected.Policies.filter(({ Arn }) => !AWS_OWNED.test(Arn));
  const account: AccountState = {
    ...emptyAccount({
      ...told,
      partition: partitionOf(collected) ?? 'aws',
      alias: null,
      joinedAt: nowAt,
    }),
    users: byName(collected.UserDetailList.map((user) => userOf(user, nowAt))),
    groups: byName(
      collected.GroupDetailList.map((group) => ({
        kind: 'group',
        name: group.GroupName,
        path: group.Path,
        id: group.GroupId,
        arn: group.Arn,
        createdAt: group.CreateDate ?? nowAt,
        inline: inlineOf(group.GroupPolicyList),
        attached: attachedOf(group.AttachedManagedPolicies),
      })),
    ),
    roles: byName(collected.RoleDetailList.map((role) => roleOf(role, collected, nowAt))),
    policies: new Map(own.map((policy) => [policy.Arn, policyOf(policy, nowAt)])),
    oidcProviders: (collected.OpenIDConnectProviders ?? []).map(
      ({ Arn, Url, ClientIDList }) => ({
        arn: Arn,
        url: Url,
        clientIds: ClientIDList,
        thumbprints: [],
        createdAt: nowAt,
        tags: [],
      }),
    ),
    samlProviders: (collected.SAMLProviders ?? []).map(({ Arn }) => ({
      arn: Arn,
      metadata: '',
      createdAt: nowAt,
      tags: [],
    })),
  };
  addBuckets(account, collected, nowMs);
  addKeys(account, collected, nowAt);
  return account;
}
