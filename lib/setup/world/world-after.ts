import { nameOfArn } from '@/lib/core/arn';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import { assumePolicyName } from '@/lib/iam/render/assume-policy';
import type {
  CollectedAccount,
  InlinePolicy,
  PolicyDocument,
  RoleDetail,
} from '@/lib/iam/world';
import { assumeAfter, type Standing, trustAfter } from '../plan/documents-after';
import {
  type AssumeDocument,
  ROLE_PATH,
  type RoleDocuments,
  type RoleRequest,
} from '../recipes/role-request';
import type { KnownWorld } from './load-world';

type Who = NonNullable<RoleRequest['who']>;

/** The documents of the latest readings that a share puts its statements into. */
export function standingIn(
  { readings }: KnownWorld,
  { trustingAccountId, roleName, who }: RoleRequest,
): Standing {
  const trusting = readings.get(trustingAccountId)?.collected;
  const role = trusting?.RoleDetailList.find(({ RoleName }) => RoleName === roleName);
  const trusted = who && readings.get(who.accountId)?.collected;
  const holder = who && trusted ? policiesOf(trusted, who) : undefined;
  return {
    trust: role ? textOf(role.AssumeRolePolicyDocument) : null,
    assume: documentIn(holder, assumePolicyName(roleName)),
  };
}

function policiesOf(
  account: CollectedAccount,
  { kind, arn }: Who,
): InlinePolicy[] | undefined {
  switch (kind) {
    case 'user':
      return account.UserDetailList.find(({ Arn }) => Arn === arn)?.UserPolicyList;
    case 'role':
      return account.RoleDetailList.find(({ Arn }) => Arn === arn)?.RolePolicyList;
    case 'group':
      return account.GroupDetailList.find(({ GroupName }) => GroupName === nameOfArn(arn))
        ?.GroupPolicyList;
    default:
      return kind satisfies never;
  }
}

function documentIn(policies: InlinePolicy[] | undefined, name: string): string | null {
  const present = policies?.find(({ PolicyName }) => PolicyName === name);
  return present ? textOf(present.PolicyDocument) : null;
}

const textOf = (document: PolicyDocument): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

/**
 * The latest readings with the documents of a share added: what the engine is asked about. A
 * document that is refused is taken for repaired, and then holds what the share needs.
 */
export function worldAfter(
  world: KnownWorld,
  request: RoleRequest,
  documents: RoleDocuments,
): WorldFacts {
  const changed = new Map<string, CollectedAccount>();
  const change = (id: string, apply: (account: CollectedAccount) => CollectedAccount) => {
    const account = changed.get(id) ?? world.readings.get(id)?.collected;
    if (account) changed.set(id, apply(account));
  };
  change(request.trustingAccountId, (account) => withRole(account, request, documents));
  const { who } = request;
  const { assume } = documents;
  if (who && assume) change(who.accountId, (account) => withAssume(account, who, assume));
  const facts = [...world.readings].map(([id, reading]) => {
    const account = changed.get(id);
    return account ? accountFacts(id, account) : reading.facts;
  });
  return worldFacts(world.org ?? undefined, facts);
}

function withRole(
  account: CollectedAccount,
  request: RoleRequest,
  documents: RoleDocuments,
): CollectedAccount {
  const { roleName, sessionSeconds } = request;
  const existing = account.RoleDetailList.find(({ RoleName }) => RoleName === roleName);
  const standing = existing ? textOf(existing.AssumeRolePolicyDocument) : null;
  const role: RoleDetail = {
    Path: ROLE_PATH,
    RoleName: roleName,
    RoleId: 'AROAPLANNEDPLANNED',
    Arn: documents.roleArn,
    ...existing,
    AssumeRolePolicyDocument: trustAfter(documents, standing) ?? documents.trust,
    RolePolicyList: put(
      existing?.RolePolicyList,
      documents.targets.permissions.policyName,
      documents.permissions,
    ),
  };
  const others = account.RoleDetailList.filter(({ RoleName }) => RoleName !== roleName);
  return {
    ...account,
    RoleDetailList: [...others, role],
    RoleSettings: {
      ...account.RoleSettings,
      [roleName]: { MaxSessionDuration: sessionSeconds },
    },
  };
}

function withAssume(
  account: CollectedAccount,
  who: Who,
  assume: AssumeDocument,
): CollectedAccount {
  const name = assume.target.policyName;
  const add = (policies: InlinePolicy[] | undefined) => {
    const after = assumeAfter(assume, documentIn(policies, name));
    return put(policies, name, after ?? assume.text);
  };
  const isWho = ({ Arn }: { Arn: string }) => Arn === who.arn;
  switch (who.kind) {
    case 'user':
      return {
        ...account,
        UserDetailList: account.UserDetailList.map((user) =>
          isWho(user) ? { ...user, UserPolicyList: add(user.UserPolicyList) } : user,
        ),
      };
    case 'role':
      return {
        ...account,
        RoleDetailList: account.RoleDetailList.map((role) =>
          isWho(role) ? { ...role, RolePolicyList: add(role.RolePolicyList) } : role,
        ),
      };
    case 'group':
      return {
        ...account,
        GroupDetailList: account.GroupDetailList.map((group) =>
          group.GroupName === nameOfArn(who.arn)
            ? { ...group, GroupPolicyList: add(group.GroupPolicyList) }
            : group,
        ),
      };
    default:
      return who.kind satisfies never;
  }
}

const put = (
  policies: InlinePolicy[] | undefined,
  PolicyName: string,
  PolicyDocument: string,
): InlinePolicy[] => [
  ...(policies ?? []).filter((policy) => policy.PolicyName !== PolicyName),
  { PolicyName, PolicyDocument },
];
