import { type AccountFacts, accountFacts } from '../facts/account-facts';
import type { ManagedPolicyDetail, RoleDetail, UserDetail } from '../world';
import type { ReducedAccount, ReducedManagedPolicy, ReducedPrincipal } from './reduced';

/** A reduced account, ready for the questions that the whole one would be asked. */
export function reducedFacts(account: ReducedAccount): AccountFacts {
  const ofKind = (wanted: ReducedPrincipal['kind']) =>
    account.principals.filter(({ kind }) => kind === wanted);
  const facts = accountFacts(account.accountId, {
    UserDetailList: ofKind('user').map(userDetail),
    GroupDetailList: [],
    RoleDetailList: ofKind('role').map(roleDetail),
    Policies: account.policies.map(managedPolicy),
    ...account.rest,
  });
  return { ...facts, partition: account.partition };
}

const userDetail = (principal: ReducedPrincipal): UserDetail => ({
  Path: principal.path,
  UserName: principal.name,
  UserId: principal.id,
  Arn: principal.arn,
  UserPolicyList: principal.policies.inline,
  AttachedManagedPolicies: principal.policies.attached,
  ...restOf(principal),
});

const roleDetail = (principal: ReducedPrincipal): RoleDetail => ({
  Path: principal.path,
  RoleName: principal.name,
  RoleId: principal.id,
  Arn: principal.arn,
  AssumeRolePolicyDocument: principal.trust,
  RolePolicyList: principal.policies.inline,
  AttachedManagedPolicies: principal.policies.attached,
  ...restOf(principal),
});

const restOf = ({ tags, boundary }: ReducedPrincipal) => ({
  ...(tags && { Tags: tags }),
  ...(boundary && {
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundary.arn,
    },
  }),
});

const IN_FORCE = 'v1';

const managedPolicy = ({
  arn,
  name,
  document,
}: ReducedManagedPolicy): ManagedPolicyDetail => ({
  Arn: arn,
  PolicyName: name,
  DefaultVersionId: IN_FORCE,
  PolicyVersionList: document
    ? [{ VersionId: IN_FORCE, IsDefaultVersion: true, Document: document }]
    : [],
});
