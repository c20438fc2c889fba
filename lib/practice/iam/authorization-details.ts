import type {
  AttachedPolicy,
  EntityType,
  GetAccountAuthorizationDetailsCommandInput,
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import { nameOfArn } from '@/lib/core/arn';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { encodeRfc3986 } from '../wire/request';
import type {
  AccountState,
  NamedDocument,
  StoredEntity,
  StoredGroup,
  StoredInstanceProfile,
  StoredPolicy,
  StoredRole,
  StoredUser,
} from '../world/types';
import { boundaryOut } from './boundaries';
import { findPolicy, isAwsManaged } from './find-policy';
import { instanceProfileOut, profilesByRole } from './instance-profiles';
import { pageOf } from './paging';
import { policyOut } from './policies';
import { type PolicyUse, type PolicyUses, policyUses } from './policy-uses';
import { versionOut } from './policy-versions';
import { wholeRoleOut } from './role-out';

const inlineOut = (documents: NamedDocument[]): PolicyDetail[] =>
  documents.map(({ name, document }) => ({
    PolicyName: name,
    PolicyDocument: encodeRfc3986(document),
  }));

const attachedOut = (arns: string[]): AttachedPolicy[] =>
  arns.map((arn) => ({ PolicyName: nameOfArn(arn), PolicyArn: arn }));

const userDetail = (user: StoredUser): UserDetail => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: user.arn,
  CreateDate: new Date(user.createdAt),
  UserPolicyList: user.inline.length > 0 ? inlineOut(user.inline) : undefined,
  GroupList: user.groups,
  AttachedManagedPolicies: attachedOut(user.attached),
  ...boundaryOut(user.boundary),
  Tags: user.tags,
});

const groupDetail = (group: StoredGroup): GroupDetail => ({
  Path: group.path,
  GroupName: group.name,
  GroupId: group.id,
  Arn: group.arn,
  CreateDate: new Date(group.createdAt),
  GroupPolicyList: inlineOut(group.inline),
  AttachedManagedPolicies: attachedOut(group.attached),
});

const roleDetail = (
  account: AccountState,
  role: StoredRole,
  profiles: StoredInstanceProfile[] = [],
): RoleDetail => ({
  // description and longest session are not told here: the answer's schema lacks them
  ...wholeRoleOut(role),
  InstanceProfileList: profiles.map((profile) => instanceProfileOut(account, profile)),
  RolePolicyList: inlineOut(role.inline),
  AttachedManagedPolicies: attachedOut(role.attached),
  Tags: role.tags,
});

const policyDetail = (policy: StoredPolicy, use?: PolicyUse): ManagedPolicyDetail => ({
  ...policyOut(policy, use),
  Description: policy.description ?? undefined,
  PolicyVersionList: policy.versions.map((version) => ({
    ...versionOut(policy, version),
    Document: encodeRfc3986(version.document),
  })),
});

type Item = StoredEntity | (StoredPolicy & { kind: 'policy' });

const FILTERS: { order: string; filter: EntityType; has: (item: Item) => boolean }[] = [
  { order: '1', filter: 'User', has: ({ kind }) => kind === 'user' },
  { order: '2', filter: 'Group', has: ({ kind }) => kind === 'group' },
  { order: '3', filter: 'Role', has: ({ kind }) => kind === 'role' },
  {
    order: '4',
    filter: 'LocalManagedPolicy',
    has: ({ kind, arn }) => kind === 'policy' && !isAwsManaged(arn),
  },
  {
    order: '5',
    filter: 'AWSManagedPolicy',
    has: ({ kind, arn }) => kind === 'policy' && isAwsManaged(arn),
  },
];

/** Everything in the account, and of AWS's own policies those that are used in it. */
function itemsOf(account: AccountState, uses: PolicyUses): Item[] {
  const used = [...uses.keys()].filter(isAwsManaged);
  const policies = [
    ...account.policies.values(),
    ...used.flatMap((arn) => findPolicy(account, arn) ?? []),
  ];
  return [
    ...account.users.values(),
    ...account.groups.values(),
    ...account.roles.values(),
    ...policies.map((policy) => ({ ...policy, kind: 'policy' as const })),
  ];
}

function getDetails(
  call: Call,
  input: Given<GetAccountAuthorizationDetailsCommandInput>,
) {
  const { account } = call;
  authorize(call, { action: 'iam:GetAccountAuthorizationDetails', resource: '*' });
  const wanted = FILTERS.filter(
    ({ filter }) => !input.Filter?.length || input.Filter.includes(filter),
  );
  const uses = policyUses(account);
  const keyed = itemsOf(account, uses).flatMap((item) => {
    const order = wanted.find(({ has }) => has(item))?.order;
    return order === undefined ? [] : [{ item, key: `${order}/${item.arn}` }];
  });
  const { items, rest } = pageOf(keyed, ({ key }) => key, input);
  const page = items.map(({ item }) => item);
  const profiles = profilesByRole(account);
  return {
    UserDetailList: page.flatMap((item) =>
      item.kind === 'user' ? userDetail(item) : [],
    ),
    GroupDetailList: page.flatMap((item) =>
      item.kind === 'group' ? groupDetail(item) : [],
    ),
    RoleDetailList: page.flatMap((item) =>
      item.kind === 'role' ? roleDetail(account, item, profiles.get(item.name)) : [],
    ),
    Policies: page.flatMap((item) =>
      item.kind === 'policy' ? policyDetail(item, uses.get(item.arn)) : [],
    ),
    ...rest,
  };
}

export const authorizationDetailsOperations = {
  GetAccountAuthorizationDetails: getDetails,
} satisfies Operations;
