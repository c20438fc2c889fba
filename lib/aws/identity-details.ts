import type {
  AttachedPermissionsBoundary,
  GetAccountAuthorizationDetailsCommandOutput,
  GroupDetail as SdkGroup,
  ManagedPolicyDetail as SdkManagedPolicy,
  PolicyDetail as SdkPolicy,
  RoleDetail as SdkRole,
  UserDetail as SdkUser,
} from '@aws-sdk/client-iam';
import type {
  Boundary,
  GroupDetail,
  InlinePolicy,
  ManagedPolicyDetail,
  RoleDetail,
  Tag,
  UserDetail,
} from '@/lib/iam/world';
import { decodeDocument } from './decode-document';

type AttachedList = SdkRole['AttachedManagedPolicies'];
type TagList = SdkRole['Tags'];

/** The part of a page that holds entities, in the shape the engine collects. */
export type DetailsPage = {
  users: UserDetail[];
  groups: GroupDetail[];
  roles: RoleDetail[];
  policies: ManagedPolicyDetail[];
};

export function detailsOf(
  page: Pick<
    GetAccountAuthorizationDetailsCommandOutput,
    'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies'
  >,
): DetailsPage {
  return {
    users: (page.UserDetailList ?? []).map(userOf),
    groups: (page.GroupDetailList ?? []).map(groupOf),
    roles: (page.RoleDetailList ?? []).map(roleOf),
    policies: (page.Policies ?? []).map(policyOf),
  };
}

function userOf(user: SdkUser): UserDetail {
  return {
    Path: user.Path ?? '/',
    UserName: user.UserName ?? '',
    UserId: user.UserId ?? '',
    Arn: user.Arn ?? '',
    ...dated(user.CreateDate),
    UserPolicyList: inlineOf(user.UserPolicyList),
    GroupList: user.GroupList ?? [],
    AttachedManagedPolicies: attachedOf(user.AttachedManagedPolicies),
    ...boundaryOf(user.PermissionsBoundary),
    Tags: tagsOf(user.Tags),
  };
}

function groupOf(group: SdkGroup): GroupDetail {
  return {
    Path: group.Path ?? '/',
    GroupName: group.GroupName ?? '',
    GroupId: group.GroupId ?? '',
    Arn: group.Arn ?? '',
    ...dated(group.CreateDate),
    GroupPolicyList: inlineOf(group.GroupPolicyList),
    AttachedManagedPolicies: attachedOf(group.AttachedManagedPolicies),
  };
}

function roleOf(role: SdkRole): RoleDetail {
  const { LastUsedDate, Region } = role.RoleLastUsed ?? {};
  return {
    Path: role.Path ?? '/',
    RoleName: role.RoleName ?? '',
    RoleId: role.RoleId ?? '',
    Arn: role.Arn ?? '',
    ...dated(role.CreateDate),
    AssumeRolePolicyDocument: decodeDocument(role.AssumeRolePolicyDocument),
    RolePolicyList: inlineOf(role.RolePolicyList),
    AttachedManagedPolicies: attachedOf(role.AttachedManagedPolicies),
    ...boundaryOf(role.PermissionsBoundary),
    Tags: tagsOf(role.Tags),
    ...(LastUsedDate
      ? {
          RoleLastUsed: {
            LastUsedDate: LastUsedDate.toISOString(),
            ...(Region ? { Region } : {}),
          },
        }
      : {}),
    InstanceProfileList: (role.InstanceProfileList ?? []).map(({ Arn }) => ({ Arn })),
  };
}

function policyOf(policy: SdkManagedPolicy): ManagedPolicyDetail {
  return {
    PolicyName: policy.PolicyName ?? '',
    PolicyId: policy.PolicyId ?? '',
    Arn: policy.Arn ?? '',
    Path: policy.Path ?? '/',
    DefaultVersionId: policy.DefaultVersionId ?? '',
    PolicyVersionList: (policy.PolicyVersionList ?? []).map((version) => ({
      VersionId: version.VersionId ?? '',
      IsDefaultVersion: version.IsDefaultVersion ?? false,
      Document: decodeDocument(version.Document),
      ...dated(version.CreateDate),
    })),
  };
}

const dated = (date: Date | undefined): { CreateDate?: string } =>
  date ? { CreateDate: date.toISOString() } : {};

const inlineOf = (policies: SdkPolicy[] | undefined): InlinePolicy[] =>
  (policies ?? []).map(({ PolicyName, PolicyDocument }) => ({
    PolicyName: PolicyName ?? '',
    PolicyDocument: decodeDocument(PolicyDocument),
  }));

const attachedOf = (policies: AttachedList) =>
  (policies ?? []).map(({ PolicyName, PolicyArn }) => ({
    PolicyName: PolicyName ?? '',
    PolicyArn: PolicyArn ?? '',
  }));

const tagsOf = (tags: TagList): Tag[] =>
  (tags ?? []).map(({ Key, Value }) => ({ Key: Key ?? '', Value: Value ?? '' }));

const boundaryOf = (
  boundary: AttachedPermissionsBoundary | undefined,
): { PermissionsBoundary?: Boundary } =>
  boundary?.PermissionsBoundaryArn
    ? {
        PermissionsBoundary: {
          PermissionsBoundaryType: boundary.PermissionsBoundaryType ?? 'Policy',
          PermissionsBoundaryArn: boundary.PermissionsBoundaryArn,
        },
      }
    : {};
