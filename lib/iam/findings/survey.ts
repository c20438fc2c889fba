import type { AccountFacts } from '../facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, InlinePolicy } from '../world';
import { conditionsOn, isStrict } from './conditions';
import { isAssumeAllow, outsiderAccounts } from './principals';

/** An external id as one trust policy demands it of accounts outside. */
type DemandedId = { externalId: string; accounts: string[] };

/** What single documents cannot know. */
export type Survey = {
  externalIds: DemandedId[];
  /** Users and roles of an account that may ask for some role, by ARN. */
  askersOf: (account: AccountFacts) => string[];
};

/** Reads every trust policy once, and permissions when they are asked about. */
export function surveyWorld(world: WorldFacts): Survey {
  const askers = new Map<AccountFacts, string[]>();
  return {
    externalIds: demandedIds(world),
    askersOf: (account) => {
      const found = askers.get(account) ?? findAskers(world, account);
      askers.set(account, found);
      return found;
    },
  };
}

function demandedIds(world: WorldFacts): DemandedId[] {
  const trusts = [...world.accounts.values()].flatMap(({ rolesByArn }) => [
    ...rolesByArn.values(),
  ]);
  return trusts.flatMap(({ AssumeRolePolicyDocument }) =>
    rememberPolicy(AssumeRolePolicyDocument, 'trust').statements.flatMap((statement) => {
      const accounts = outsiderAccounts(world, statement);
      const isDemand = isAssumeAllow(statement) && statement.isUsable;
      if (!isDemand || accounts.length === 0) return [];
      return conditionsOn(statement, 'sts:ExternalId')
        .filter(isStrict)
        .flatMap(({ values }) => values)
        .map(({ raw }) => ({ externalId: raw, accounts }));
    }),
  );
}

function findAskers(world: WorldFacts, account: AccountFacts): string[] {
  const asks = (inline: InlinePolicy[] = [], attached: AttachedPolicy[] = []): boolean =>
    inline.some(({ PolicyDocument }) => asksForRoles(PolicyDocument)) ||
    attached.some(({ PolicyArn }) => {
      const found = findPolicyDocument(world, account, PolicyArn);
      return !found || asksForRoles(found.document);
    });
  const groups = new Set(
    [...account.groupsByName.values()]
      .filter((group) => asks(group.GroupPolicyList, group.AttachedManagedPolicies))
      .map(({ GroupName }) => GroupName),
  );
  const users = [...account.usersByArn.values()].filter(
    (user) =>
      asks(user.UserPolicyList, user.AttachedManagedPolicies) ||
      (user.GroupList ?? []).some((name) => groups.has(name)),
  );
  const roles = [...account.rolesByArn.values()].filter((role) =>
    asks(role.RolePolicyList, role.AttachedManagedPolicies),
  );
  return [...users, ...roles].map(({ Arn }) => Arn);
}

const asksForRoles = (document: unknown): boolean =>
  rememberPolicy(document, 'identity').statements.some(isAssumeAllow);
