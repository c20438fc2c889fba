import { nameOfArn } from '@/lib/core/arn';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import { assumePolicyName } from '@/lib/iam/render/assume-policy';
import { mergeStatement } from '@/lib/iam/render/merge-statement';
import type { CollectedAccount, InlinePolicy, RoleDetail } from '@/lib/iam/world';
import {
  PERMISSIONS_NAME,
  ROLE_PATH,
  type ShareDocuments,
  type ShareRequest,
} from '../recipes/share-bucket';
import type { KnownWorld } from './load-world';

/** The latest readings with the documents of a share added: what the engine is asked about. */
export function worldAfter(
  world: KnownWorld,
  request: ShareRequest,
  documents: ShareDocuments,
): WorldFacts {
  const changed = new Map<string, CollectedAccount>();
  const change = (id: string, apply: (account: CollectedAccount) => CollectedAccount) => {
    const account = changed.get(id) ?? world.readings.get(id)?.collected;
    if (account) changed.set(id, apply(account));
  };
  change(request.trustingAccountId, (account) => withRole(account, request, documents));
  change(request.who.accountId, (account) => withAssume(account, request, documents));
  const facts = [...world.readings].map(([id, reading]) => {
    const account = changed.get(id);
    return account ? accountFacts(id, account) : reading.facts;
  });
  return worldFacts(world.org ?? undefined, facts);
}

function withRole(
  account: CollectedAccount,
  request: ShareRequest,
  documents: ShareDocuments,
): CollectedAccount {
  const { roleName, sessionSeconds } = request;
  const existing = account.RoleDetailList.find(({ RoleName }) => RoleName === roleName);
  const role: RoleDetail = {
    Path: ROLE_PATH,
    RoleName: roleName,
    RoleId: 'AROAPLANNEDPLANNED',
    Arn: documents.roleArn,
    ...existing,
    AssumeRolePolicyDocument: documents.trust,
    RolePolicyList: put(
      existing?.RolePolicyList,
      PERMISSIONS_NAME,
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
  { who, roleName }: ShareRequest,
  { assume, assumeStatement }: ShareDocuments,
): CollectedAccount {
  const name = assumePolicyName(roleName);
  const add = (policies: InlinePolicy[] | undefined) => {
    const present = policies?.find(({ PolicyName }) => PolicyName === name);
    const text =
      typeof present?.PolicyDocument === 'string' ? present.PolicyDocument : null;
    return put(policies, name, mergeStatement(text, assumeStatement) ?? assume);
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
