import type {
  AttachedPolicy,
  CollectedAccount,
  CollectedOrg,
  InlinePolicy,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '@/lib/iam/world';
import { MANAGED_POLICIES } from '../seed/managed-policies';
import type {
  AccountState,
  NamedDocument,
  OrgState,
  StoredPolicy,
  StoredRole,
  StoredUser,
} from './types';

const inlineOf = (documents: NamedDocument[]): InlinePolicy[] =>
  documents.map(({ name, document }) => ({
    PolicyName: name,
    PolicyDocument: document,
  }));

const attachedOf = (arns: string[]): AttachedPolicy[] =>
  arns.map((arn) => ({
    PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
    PolicyArn: arn,
  }));

const boundaryOf = (arn: string | null) =>
  arn
    ? {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: arn,
        },
      }
    : {};

const userDetail = (user: StoredUser): UserDetail => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: user.arn,
  CreateDate: user.createdAt,
  UserPolicyList: inlineOf(user.inline),
  GroupList: user.groups,
  AttachedManagedPolicies: attachedOf(user.attached),
  ...boundaryOf(user.boundary),
  Tags: user.tags,
});

const roleDetail = (
  role: StoredRole,
  profileArns: Map<string, string[]>,
): RoleDetail => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: role.createdAt,
  AssumeRolePolicyDocument: role.trust,
  RolePolicyList: inlineOf(role.inline),
  AttachedManagedPolicies: attachedOf(role.attached),
  ...boundaryOf(role.boundary),
  Tags: role.tags,
  InstanceProfileList: (profileArns.get(role.name) ?? []).map((Arn) => ({ Arn })),
});

/** ARNs of instance profiles by the name of the role they hold. */
function profileArnsByRole({ instanceProfiles }: AccountState): Map<string, string[]> {
  const byRole = new Map<string, string[]>();
  for (const { roleName, arn } of instanceProfiles.values())
    if (roleName !== null) byRole.set(roleName, [...(byRole.get(roleName) ?? []), arn]);
  return byRole;
}

const policyDetail = (policy: StoredPolicy): ManagedPolicyDetail => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.defaultVersionId,
  PolicyVersionList: policy.versions.map(({ id, document }) => ({
    VersionId: id,
    IsDefaultVersion: id === policy.defaultVersionId,
    Document: document,
  })),
});

const AWS_POLICIES = [...MANAGED_POLICIES.values()].map(policyDetail);

/** ARNs of the managed policies that something in the account uses. */
export function usedPolicyArns(account: AccountState): Set<string> {
  const entities = [
    ...account.users.values(),
    ...account.groups.values(),
    ...account.roles.values(),
  ];
  const arns = new Set(entities.flatMap((entity) => entity.attached));
  for (const { boundary } of [...account.users.values(), ...account.roles.values()])
    if (boundary) arns.add(boundary);
  return arns;
}

/** The account in the shape the policy engine reads; AWS's own policies are added. */
export function collectedAccount(account: AccountState): CollectedAccount {
  const profileArns = profileArnsByRole(account);
  return {
    UserDetailList: [...account.users.values()].map(userDetail),
    GroupDetailList: [...account.groups.values()].map((group) => ({
      Path: group.path,
      GroupName: group.name,
      GroupId: group.id,
      Arn: group.arn,
      GroupPolicyList: inlineOf(group.inline),
      AttachedManagedPolicies: attachedOf(group.attached),
    })),
    RoleDetailList: [...account.roles.values()].map((role) =>
      roleDetail(role, profileArns),
    ),
    Policies: [...[...account.policies.values()].map(policyDetail), ...AWS_POLICIES],
    RoleSettings: Object.fromEntries(
      [...account.roles.values()].map((role) => [
        role.name,
        { MaxSessionDuration: role.maxSessionSeconds },
      ]),
    ),
    Buckets: [...account.buckets.values()].map(({ name, policy, region }) => ({
      Name: name,
      Policy: policy,
      Region: region,
    })),
    OpenIDConnectProviders: account.oidcProviders.map(({ arn, url, clientIds }) => ({
      Arn: arn,
      Url: url,
      ClientIDList: clientIds,
    })),
    SAMLProviders: account.samlProviders.map(({ arn }) => ({ Arn: arn })),
  };
}

/** Organisation, units and service control policies in the engine's shape. */
export const collectedOrg = (org: OrgState): CollectedOrg => ({
  Id: org.id,
  ManagementAccountId: org.managementAccountId,
  Targets: [...org.targets.values()].map(({ id, type, parentId, policyIds }) => ({
    Id: id,
    Type: type,
    ParentId: parentId,
    ServiceControlPolicies: policyIds,
    ResourceControlPolicies: [],
  })),
  Policies: Object.fromEntries(
    [...org.policies.values()].map(({ id, name, content }) => [
      id,
      { Type: 'SERVICE_CONTROL_POLICY', Name: name, Content: content },
    ]),
  ),
});
