import { decideQuestion } from '../evaluate/decide-question';
import type { AccountFacts } from '../facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import { resourceGlobMatches } from '../parse/glob';
import type { ParsedStatement } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, InlinePolicy } from '../world';
import { conditionsOn, isStrict } from './conditions';
import { isAssumeAllow, outsiderAccounts } from './principals';

/** An external id as one trust policy demands it of accounts outside. */
type DemandedId = { externalId: string; accounts: string[] };

/** A user or role with what it may ask for; null where a document was not collected. */
type Asker = { arn: string; grants: (ParsedStatement | null)[] };

/** What single documents cannot know. */
export type Survey = {
  externalIds: DemandedId[];
  /** Users and roles of an account that can take a role, some of them under conditions. */
  takersOf: (account: AccountFacts, roleArn: string) => string[];
};

/** Reads every trust policy once, and permissions when they are asked about. */
export function surveyWorld(world: WorldFacts): Survey {
  const askers = new Map<AccountFacts, Asker[]>();
  const takers = new Map<string, string[]>();
  const askersOf = (account: AccountFacts): Asker[] => {
    const found = askers.get(account) ?? findAskers(world, account);
    askers.set(account, found);
    return found;
  };
  return {
    externalIds: demandedIds(world),
    takersOf: (account, roleArn) => {
      const name = `${account.accountId} ${roleArn}`;
      const found =
        takers.get(name) ??
        askersOf(account)
          .filter(({ grants }) => grants.some((grant) => mayBeAbout(grant, roleArn)))
          .map(({ arn }) => arn)
          .filter((arn) => arn !== roleArn && canTake(world, arn, roleArn));
      takers.set(name, found);
      return found;
    },
  };
}

/** Whether a user or role gets a role, for all that was collected. */
export const canTake = (world: WorldFacts, arn: string, roleArn: string): boolean =>
  decideQuestion(world, {
    action: 'sts:AssumeRole',
    principal: { AWS: arn },
    resource: roleArn,
    context: {},
    unknownKeys: 'assume-unknown',
  }).decision !== 'deny';

/** A cheap look before the engine is asked. */
function mayBeAbout(grant: ParsedStatement | null, roleArn: string): boolean {
  const resource = grant?.resource;
  return (
    !resource ||
    resource.isNegated ||
    resource.patterns.some(
      ({ constant }) => !constant || resourceGlobMatches(constant.glob, roleArn),
    )
  );
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

function findAskers(world: WorldFacts, account: AccountFacts): Asker[] {
  const grantsOf = (inline: InlinePolicy[] = [], attached: AttachedPolicy[] = []) => [
    ...inline.flatMap(({ PolicyDocument }) => assumeGrants(PolicyDocument)),
    ...attached.flatMap(({ PolicyArn }) => {
      const found = findPolicyDocument(world, account, PolicyArn);
      return found ? assumeGrants(found.document) : [null];
    }),
  ];
  const byGroup = new Map(
    [...account.groupsByName.values()].map((group) => [
      group.GroupName,
      grantsOf(group.GroupPolicyList, group.AttachedManagedPolicies),
    ]),
  );
  const users = [...account.usersByArn.values()].map((user) => ({
    arn: user.Arn,
    grants: [
      ...grantsOf(user.UserPolicyList, user.AttachedManagedPolicies),
      ...(user.GroupList ?? []).flatMap((name) => byGroup.get(name) ?? []),
    ],
  }));
  const roles = [...account.rolesByArn.values()].map((role) => ({
    arn: role.Arn,
    grants: grantsOf(role.RolePolicyList, role.AttachedManagedPolicies),
  }));
  return [...users, ...roles].filter(({ grants }) => grants.length > 0);
}

const assumeGrants = (document: unknown): ParsedStatement[] =>
  rememberPolicy(document, 'identity').statements.filter(isAssumeAllow);
