import { parseArn } from '@/lib/core/arn';
import { once } from '@/lib/core/once';
import type {
  CollectedAccount,
  CollectedBucket,
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDocument,
  RoleDetail,
  UserDetail,
} from '../world';

export type BucketFacts = {
  name: string;
  policy: PolicyDocument | null;
  /** Nobody knows whether it has a policy. */
  isUnread?: boolean;
  /** The customer key that encrypts it; null for none, and for one that nobody can name. */
  keyArn: string | null;
};
export type KeyFacts = {
  id: string;
  arn: string;
  policy: PolicyDocument;
  /** Made and kept by a service of AWS. */
  isAwsManaged: boolean;
};
export type OidcProviderFacts = { arn: string; url: string; clientIds: string[] };

/**
 * One collected account, ready for look-ups. Documents stay as they were read; the engine
 * parses a document when a question first needs it. Treat the documents as frozen: a parsed
 * document is remembered by identity.
 */
export type AccountFacts = {
  accountId: string;
  /** Null for an account without any entity: then every partition may be meant. */
  partition: string | null;
  usersByArn: Map<string, UserDetail>;
  rolesByArn: Map<string, RoleDetail>;
  /** Session ARNs carry no path, so a role is also found by its name. */
  rolesByName: Map<string, RoleDetail>;
  groupsByName: Map<string, GroupDetail>;
  policiesByArn: Map<string, ManagedPolicyDetail>;
  bucketsByName: Map<string, BucketFacts>;
  keysByArn: Map<string, KeyFacts>;
  oidcProvidersByArn: Map<string, OidcProviderFacts>;
  samlProviderArns: Set<string>;
  /** Which kinds of sign-in providers were read. Of the others nobody knows what exists. */
  providersRead: { oidc: boolean; saml: boolean };
  /** Whether keys were read. Else one that is not found may exist all the same. */
  areKeysRead: boolean;
  maxSessionSecondsByRole: Map<string, number>;
};

const DEFAULT_MAX_SESSION_SECONDS = 3600;

/**
 * Turns one collected account into look-up tables. Each table is made when a question first
 * needs it, so that an account nobody asks about costs nothing.
 */
export function accountFacts(
  accountId: string,
  account: CollectedAccount,
  partition: string | null = partitionOf(account),
): AccountFacts {
  const usersByArn = once(
    () => new Map(account.UserDetailList.map((user) => [user.Arn, user])),
  );
  const rolesByArn = once(
    () => new Map(account.RoleDetailList.map((role) => [role.Arn, role])),
  );
  const rolesByName = once(
    () => new Map(account.RoleDetailList.map((role) => [role.RoleName, role])),
  );
  const policiesByArn = once(
    () => new Map(account.Policies.map((policy) => [policy.Arn, policy])),
  );
  const maxSessionSecondsByRole = once(() => maxSessionsOf(account));
  return {
    accountId,
    partition,
    get maxSessionSecondsByRole() {
      return maxSessionSecondsByRole();
    },
    get usersByArn() {
      return usersByArn();
    },
    get rolesByArn() {
      return rolesByArn();
    },
    get rolesByName() {
      return rolesByName();
    },
    get policiesByArn() {
      return policiesByArn();
    },
    ...smallTables(account),
  };
}

type SmallTables = Omit<
  AccountFacts,
  | 'accountId'
  | 'partition'
  | 'usersByArn'
  | 'rolesByArn'
  | 'rolesByName'
  | 'policiesByArn'
  | 'maxSessionSecondsByRole'
>;

/** Tables of what an account has few of. */
const smallTables = (account: CollectedAccount): SmallTables => ({
  groupsByName: new Map(account.GroupDetailList.map((group) => [group.GroupName, group])),
  bucketsByName: new Map(
    (account.Buckets ?? []).map((bucket) => [
      bucket.Name,
      {
        name: bucket.Name,
        policy: bucket.Policy,
        ...(bucket.IsPolicyUnread && { isUnread: true }),
        keyArn: customerKey(bucket, account.Keys ?? []),
      },
    ]),
  ),
  keysByArn: new Map(
    (account.Keys ?? []).map(({ KeyId, Arn, Policy, KeyManager }) => [
      Arn,
      { id: KeyId, arn: Arn, policy: Policy, isAwsManaged: KeyManager === 'AWS' },
    ]),
  ),
  oidcProvidersByArn: new Map(
    (account.OpenIDConnectProviders ?? []).map(({ Arn, Url, ClientIDList }) => [
      Arn,
      { arn: Arn, url: Url, clientIds: ClientIDList },
    ]),
  ),
  samlProviderArns: new Set((account.SAMLProviders ?? []).map(({ Arn }) => Arn)),
  providersRead: {
    oidc: account.OpenIDConnectProviders !== undefined,
    saml: account.SAMLProviders !== undefined,
  },
  areKeysRead: account.Keys !== undefined && !account.AreKeysPartial,
});

/** AWS's own key lets its whole account in by way of S3: nobody there has to be let use it. */
export function customerKey(
  bucket: Pick<CollectedBucket, 'Encryption'> | null,
  keys: NonNullable<CollectedAccount['Keys']>,
): string | null {
  const { Algorithm = '', KeyArn = null } = bucket?.Encryption ?? {};
  // A policy names a key by its own ARN alone, not by an alias.
  const isNamed = parseArn(KeyArn ?? '')?.resource.startsWith('key/');
  const key = keys.find(({ Arn }) => Arn === KeyArn);
  return Algorithm.startsWith('aws:kms') && isNamed && key?.KeyManager !== 'AWS'
    ? KeyArn
    : null;
}

const maxSessionsOf = ({ RoleSettings = {} }: CollectedAccount): Map<string, number> =>
  new Map(
    Object.entries(RoleSettings).map(([name, { MaxSessionDuration }]) => [
      name,
      MaxSessionDuration ?? DEFAULT_MAX_SESSION_SECONDS,
    ]),
  );

/** Longest session of a role in seconds; AWS's default is one hour. */
export const maxSessionSeconds = (account: AccountFacts, roleName: string): number =>
  account.maxSessionSecondsByRole.get(roleName) ?? DEFAULT_MAX_SESSION_SECONDS;

/** Partition of what an account holds; null when it holds nothing that tells. */
export function partitionOf(account: CollectedAccount): string | null {
  const arn =
    account.RoleDetailList[0]?.Arn ??
    account.UserDetailList[0]?.Arn ??
    account.GroupDetailList[0]?.Arn ??
    account.Keys?.[0]?.Arn;
  return (arn && parseArn(arn)?.partition) || null;
}
