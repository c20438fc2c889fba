import { partitionOf } from '../facts/account-facts';
import type {
  AttachedPolicy,
  Boundary,
  CollectedAccount,
  GroupDetail,
  InlinePolicy,
  ManagedPolicyDetail,
  RoleDetail,
  Tag,
  UserDetail,
} from '../world';
import { makePolicySet, type PolicySet, type Pools } from './pools';
import { type ReducedDocument, reduceDocument, SILENT } from './reduce-document';
import type { ReducedAccount, ReducedPrincipal } from './reduced';

type Held = {
  inline: InlinePolicy[] | undefined;
  attached: AttachedPolicy[] | undefined;
};

type Reduction = {
  pools: Pools;
  /** Documents in force of the account's own list; null where the version is missing. */
  managed: Map<string, ReducedDocument | null>;
};

/**
 * Leaves out of an account what cannot bear on taking a role. Every question about taking a
 * role has the same answer with the reduced account as with the whole one.
 */
export function reduceAccount(
  accountId: string,
  account: CollectedAccount,
  pools: Pools,
): ReducedAccount {
  const managed = new Map(
    account.Policies.map((policy) => [policy.Arn, documentInForce(policy, pools)]),
  );
  const reduction: Reduction = { pools, managed };
  const groups = new Map(
    account.GroupDetailList.map((group) => [group.GroupName, group]),
  );
  const { RoleSettings, OpenIDConnectProviders, SAMLProviders } = account;
  const principals = lastOfEach([
    ...account.UserDetailList.map((user) => reduceUser(user, groups, reduction)),
    ...account.RoleDetailList.map((role) => reduceRole(role, reduction)),
  ]);
  const policies = account.Policies.map(({ Arn: arn, PolicyName: name }) => ({
    arn,
    name,
    document: managed.get(arn) ?? null,
  }));
  return {
    accountId,
    partition: partitionOf(account),
    principals: () => principals,
    policies: () => policies,
    rest: {
      ...(RoleSettings && { RoleSettings }),
      ...(OpenIDConnectProviders && { OpenIDConnectProviders }),
      ...(SAMLProviders && { SAMLProviders }),
    },
  };
}

/** An ARN that stands twice means its last entry, as in every look-up by ARN. */
const lastOfEach = (principals: ReducedPrincipal[]): ReducedPrincipal[] => [
  ...new Map(principals.map((principal) => [principal.arn, principal])).values(),
];

function documentInForce(
  { DefaultVersionId, PolicyVersionList }: ManagedPolicyDetail,
  { documents }: Pools,
): ReducedDocument | null {
  const version = PolicyVersionList.find(
    ({ VersionId }) => VersionId === DefaultVersionId,
  );
  return version ? reduceDocument(version.Document, 'identity', documents) : null;
}

function reduceUser(
  user: UserDetail,
  groups: Map<string, GroupDetail>,
  reduction: Reduction,
): ReducedPrincipal {
  const own = { inline: user.UserPolicyList, attached: user.AttachedManagedPolicies };
  const joined = (user.GroupList ?? [])
    .map((name) => groups.get(name))
    .filter((group) => group !== undefined)
    .map(({ GroupPolicyList: inline, AttachedManagedPolicies: attached }) => ({
      inline,
      attached,
    }));
  return {
    kind: 'user',
    path: user.Path,
    name: user.UserName,
    id: user.UserId,
    arn: user.Arn,
    policies: reducePolicies([own, ...joined], reduction),
    ...reduceRest(user, reduction),
    trust: null,
  };
}

function reduceRole(role: RoleDetail, reduction: Reduction): ReducedPrincipal {
  const own = { inline: role.RolePolicyList, attached: role.AttachedManagedPolicies };
  const { documents } = reduction.pools;
  return {
    kind: 'role',
    path: role.Path,
    name: role.RoleName,
    id: role.RoleId,
    arn: role.Arn,
    policies: reducePolicies([own], reduction),
    ...reduceRest(role, reduction),
    trust: reduceDocument(role.AssumeRolePolicyDocument, 'trust', documents),
  };
}

function reduceRest(
  { Tags, PermissionsBoundary }: { Tags?: Tag[]; PermissionsBoundary?: Boundary },
  { pools, managed }: Reduction,
): Pick<ReducedPrincipal, 'tags' | 'boundary'> {
  const tags = Tags?.length ? pools.tagSets.intern(Tags) : null;
  const arn = PermissionsBoundary?.PermissionsBoundaryArn;
  return { tags, boundary: arn ? { arn, document: managed.get(arn) ?? null } : null };
}

/** What several holders have together. A policy that is not in the account stays named by its ARN. */
function reducePolicies(holders: Held[], { pools, managed }: Reduction): PolicySet {
  const documents = new Set<ReducedDocument>();
  const unread = new Set<string>();
  for (const { inline = [], attached = [] } of holders) {
    for (const { PolicyDocument } of inline) {
      documents.add(reduceDocument(PolicyDocument, 'identity', pools.documents));
    }
    for (const { PolicyArn } of attached) {
      const document = managed.get(PolicyArn);
      if (document) documents.add(document);
      else unread.add(PolicyArn);
    }
  }
  documents.delete(SILENT);
  if (documents.size + unread.size === 0) return pools.noPolicies;
  return pools.policySets.intern(makePolicySet([...documents], [...unread]));
}
