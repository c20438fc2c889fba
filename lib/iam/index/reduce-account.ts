import { partitionOf } from '../facts/account-facts';
import type {
  AttachedPolicy,
  Boundary,
  CollectedAccount,
  GroupDetail,
  InlinePolicy,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '../world';
import type { PolicySet, Pools } from './pools';
import { type ReducedDocument, reduceDocument, SILENT } from './reduce-document';
import type { ReducedAccount, ReducedPrincipal } from './reduced';

type Reduction = {
  pools: Pools;
  groups: Map<string, GroupDetail>;
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
  const { RoleSettings, OpenIDConnectProviders, SAMLProviders } = account;
  const managed = new Map(
    account.Policies.map((policy) => [policy.Arn, documentInForce(policy, pools)]),
  );
  const groups = new Map(
    account.GroupDetailList.map((group) => [group.GroupName, group]),
  );
  const reduction: Reduction = { pools, groups, managed };
  const users = account.UserDetailList.map(reduceUser(reduction));
  const roles = reduceRoles(account.RoleDetailList, reduction);
  const principals = lastOfEach(users.concat(roles));
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

function documentInForce(
  { DefaultVersionId, PolicyVersionList }: ManagedPolicyDetail,
  { documents }: Pools,
): ReducedDocument | null {
  const version = PolicyVersionList.find(
    ({ VersionId }) => VersionId === DefaultVersionId,
  );
  return version ? reduceDocument(version.Document, 'identity', documents) : null;
}

// An estate has tens of thousands of principals: from here on, no list or object is made
// that does not stay.

/** An ARN that stands twice means its last entry, as in every look-up by ARN. */
const lastOfEach = (principals: ReducedPrincipal[]): ReducedPrincipal[] => [
  ...new Map(principals.map((principal) => [principal.arn, principal])).values(),
];

const reduceUser =
  (reduction: Reduction) =>
  (user: UserDetail): ReducedPrincipal => {
    const held: PolicySet = { inline: [], attached: [] };
    hold(held, user.UserPolicyList, user.AttachedManagedPolicies, reduction);
    for (const name of user.GroupList ?? []) {
      const group = reduction.groups.get(name);
      if (group)
        hold(held, group.GroupPolicyList, group.AttachedManagedPolicies, reduction);
    }
    return {
      kind: 'user',
      path: user.Path,
      name: user.UserName,
      id: user.UserId,
      arn: user.Arn,
      policies: internSet(held, reduction),
      tags: user.Tags?.length ? reduction.pools.tagSets.intern(user.Tags) : null,
      boundary: reduceBoundary(user.PermissionsBoundary, reduction),
      trust: null,
    };
  };

/**
 * Column by column, as accounts have many roles: V8 compiles a small loop for each kind of
 * work sooner and far cheaper than one that does it all.
 */
function reduceRoles(roles: RoleDetail[], reduction: Reduction): ReducedPrincipal[] {
  const { documents, tagSets, noPolicies } = reduction.pools;
  const trusts = roles.map(({ AssumeRolePolicyDocument }) =>
    reduceDocument(AssumeRolePolicyDocument, 'trust', documents),
  );
  const tags = roles.map(({ Tags }) => (Tags?.length ? tagSets.intern(Tags) : null));
  const policies = roles.map(({ RolePolicyList, AttachedManagedPolicies }) => {
    const held: PolicySet = { inline: [], attached: [] };
    hold(held, RolePolicyList, AttachedManagedPolicies, reduction);
    return internSet(held, reduction);
  });
  return roles.map((role, at) => ({
    kind: 'role',
    path: role.Path,
    name: role.RoleName,
    id: role.RoleId,
    arn: role.Arn,
    policies: policies[at] ?? noPolicies,
    tags: tags[at] ?? null,
    boundary: reduceBoundary(role.PermissionsBoundary, reduction),
    trust: trusts[at] ?? null,
  }));
}

function reduceBoundary(
  boundary: Boundary | undefined,
  { managed }: Reduction,
): ReducedPrincipal['boundary'] {
  const arn = boundary?.PermissionsBoundaryArn;
  return arn ? { arn, document: managed.get(arn) ?? null } : null;
}

/** Adds what one holder has. A policy that is not in the account stays named by its ARN. */
function hold(
  { inline, attached }: PolicySet,
  ownInline: InlinePolicy[] = [],
  ownAttached: AttachedPolicy[] = [],
  { pools, managed }: Reduction,
): void {
  for (let at = 0; at < ownInline.length; at += 1) {
    const source = ownInline[at]?.PolicyDocument;
    addDocument(inline, reduceDocument(source, 'identity', pools.documents));
  }
  for (let at = 0; at < ownAttached.length; at += 1) {
    const PolicyArn = ownAttached[at]?.PolicyArn ?? '';
    const document = managed.get(PolicyArn);
    if (document) addDocument(inline, document);
    else if (!attached.some((one) => one.PolicyArn === PolicyArn)) {
      attached.push({ PolicyName: '', PolicyArn });
    }
  }
}

function addDocument(inline: InlinePolicy[], PolicyDocument: ReducedDocument): void {
  if (PolicyDocument === SILENT) return;
  if (inline.some((one) => one.PolicyDocument === PolicyDocument)) return;
  inline.push({ PolicyName: '', PolicyDocument });
}

const internSet = (held: PolicySet, { pools }: Reduction): PolicySet =>
  held.inline.length + held.attached.length === 0
    ? pools.noPolicies
    : pools.policySets.intern(held);
