import { keptBy } from '@/lib/core/kept-by';
import { keptByObject } from '@/lib/core/kept-by-object';
import type { AccountFacts } from '../../facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '../../facts/world-facts';
import { resourceGlobMatches } from '../../parse/glob';
import type { ParsedStatement } from '../../parse/policy';
import { rememberPolicy } from '../../parse/remember-policy';
import type { AttachedPolicy, InlinePolicy } from '../../world';
import { isAssumeAllow } from '../principals';
import type { CanTake } from './can-take';

export type TakersOf = (account: AccountFacts, roleArn: string) => string[];

/** A user or role with what it may ask for; null where a document was not collected. */
type Asker = { arn: string; grants: (ParsedStatement | null)[] };

/** Finds takers among those of an account whose own policies speak of taking roles. */
export function makeTakersOf(world: WorldFacts, canTake: CanTake): TakersOf {
  const takersIn = keptByObject((account: AccountFacts) => {
    const askers = findAskers(world, account);
    return keptBy((roleArn: string) =>
      askers
        .filter(({ grants }) => grants.some((grant) => mayBeAbout(grant, roleArn)))
        .map(({ arn }) => arn)
        .filter((arn) => arn !== roleArn && canTake(arn, roleArn)),
    );
  });
  return (account, roleArn) => takersIn(account)(roleArn);
}

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
