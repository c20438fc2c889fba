import { once } from '@/lib/core/once';
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
import type { OrgPolicyType, OrgState } from './org-types';
import type {
  AccountState,
  NamedDocument,
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

const awsPolicies = once(() => [...MANAGED_POLICIES.values()].map(policyDetail));

/**
 * The account in the shape the policy engine reads; AWS's own policies are added. The long
 * lists are made when they are first read: most questions need few of them.
 */
export function collectedAccount(account: AccountState): CollectedAccount {
  const users = once(() => [...account.users.values()].map(userDetail));
  const roles = once(() => {
    const profileArns = profileArnsByRole(account);
    return [...account.roles.values()].map((role) => roleDetail(role, profileArns));
  });
  return {
    get UserDetailList() {
      return users();
    },
    GroupDetailList: [...account.groups.values()].map((group) => ({
      Path: group.path,
      GroupName: group.name,
      GroupId: group.id,
      Arn: group.arn,
      GroupPolicyList: inlineOf(group.inline),
      AttachedManagedPolicies: attachedOf(group.attached),
    })),
    get RoleDetailList() {
      return roles();
    },
    get Policies() {
      return [...[...account.policies.values()].map(policyDetail), ...awsPolicies()];
    },
    get RoleSettings() {
      return Object.fromEntries(
        [...account.roles.values()].map((role) => [
          role.name,
          { MaxSessionDuration: role.maxSessionSeconds },
        ]),
      );
    },
    Buckets: [...account.buckets.values()].map(({ name, policy, region }) => ({
      Name: name,
      Policy: policy,
      Region: region,
    })),
    Keys: [...account.kmsKeys.values()].map(({ id, arn, policy, manager }) => ({
      KeyId: id,
      Arn: arn,
      Policy: policy,
      KeyManager: manager,
    })),
    OpenIDConnectProviders: account.oidcProviders.map(({ arn, url, clientIds }) => ({
      Arn: arn,
      Url: url,
      ClientIDList: clientIds,
    })),
    SAMLProviders: account.samlProviders.map(({ arn }) => ({ Arn: arn })),
  };
}

/** Organisation, units and the policies of the types that are on, in the engine's shape. */
export function collectedOrg(org: OrgState): CollectedOrg {
  const attached = (policyIds: string[], type: OrgPolicyType): string[] =>
    org.enabledTypes.includes(type)
      ? policyIds.filter((id) => org.policies.get(id)?.type === type)
      : [];
  return {
    Id: org.id,
    ManagementAccountId: org.managementAccountId,
    Targets: [...org.targets.values()].map(({ id, type, parentId, policyIds }) => ({
      Id: id,
      Type: type,
      ParentId: parentId,
      ServiceControlPolicies: attached(policyIds, 'SERVICE_CONTROL_POLICY'),
      ResourceControlPolicies: attached(policyIds, 'RESOURCE_CONTROL_POLICY'),
    })),
    Policies: Object.fromEntries(
      [...org.policies.values()].map(({ id, type, name, content }) => [
        id,
        { Type: type, Name: name, Content: content },
      ]),
    ),
  };
}
