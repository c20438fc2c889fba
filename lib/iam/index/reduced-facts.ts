import { once } from '@/lib/core/once';
import { type AccountFacts, accountFacts } from '../facts/account-facts';
import type {
  CollectedAccount,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '../world';
import type { ReducedAccount, ReducedManagedPolicy, ReducedPrincipal } from './reduced';

/** A reduced account, ready for the questions that the whole one would be asked. */
export const reducedFacts = (account: ReducedAccount): AccountFacts =>
  accountFacts(account.accountId, collected(account), account.partition);

/** In the shape of a collected account; its lists are made when they are first asked for. */
function collected(account: ReducedAccount): CollectedAccount {
  const ofKind = (wanted: ReducedPrincipal['kind']) =>
    account.principals().filter(({ kind }) => kind === wanted);
  const users = once(() => ofKind('user').map(userDetail));
  const roles = once(() => ofKind('role').map(roleDetail));
  const policies = once(() => account.policies().map(managedPolicy));
  return {
    get UserDetailList() {
      return users();
    },
    get RoleDetailList() {
      return roles();
    },
    get Policies() {
      return policies();
    },
    GroupDetailList: [],
    ...account.rest,
  };
}

const userDetail = (principal: ReducedPrincipal): UserDetail =>
  withRest(principal, {
    Path: principal.path,
    UserName: principal.name,
    UserId: principal.id,
    Arn: principal.arn,
    UserPolicyList: principal.policies.inline,
    AttachedManagedPolicies: principal.policies.attached,
  });

const roleDetail = (principal: ReducedPrincipal): RoleDetail =>
  withRest(principal, {
    Path: principal.path,
    RoleName: principal.name,
    RoleId: principal.id,
    Arn: principal.arn,
    AssumeRolePolicyDocument: principal.trust,
    RolePolicyList: principal.policies.inline,
    AttachedManagedPolicies: principal.policies.attached,
  });

/** Made for every principal of an estate: what is there is set, which is cheaper than spreading. */
function withRest<Detail extends UserDetail | RoleDetail>(
  { tags, boundary }: ReducedPrincipal,
  detail: Detail,
): Detail {
  if (tags) detail.Tags = tags;
  if (boundary) {
    detail.PermissionsBoundary = {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundary.arn,
    };
  }
  return detail;
}

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
