import { findCaller, isServiceLinkedRole } from '../evaluate/caller';
import type { AccountFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import { matchEntry } from '../match/match-principal';
import type { ParsedPolicy } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, InlinePolicy, RoleDetail } from '../world';
import { type Finding, finding } from './finding';
import { identityFindings } from './identity-rules';
import {
  actionPrincipalMismatch,
  oidcRules,
  providerMissing,
  samlMissingAudience,
} from './oidc-rules';
import {
  adminRoleExternalTrust,
  externalIdBypass,
  thirdPartyWithoutExternalId,
  trustPublic,
} from './outside-rules';
import { holderOfRole, policiesOf } from './permissions';
import {
  danglingPrincipal,
  missingPrincipal,
  principalWildcard,
  serviceWithoutSource,
} from './principal-rules';
import { bucketFindings, keyFindings } from './resource-rules';
import { policyFindings } from './statement-rules';
import { covers, type TrustContext, type TrustRule } from './trust-context';

const TRUST_RULES: TrustRule[] = [
  trustPublic,
  thirdPartyWithoutExternalId,
  externalIdBypass,
  adminRoleExternalTrust,
  oidcRules,
  samlMissingAudience,
  providerMissing,
  actionPrincipalMismatch,
  danglingPrincipal,
  missingPrincipal,
  principalWildcard,
  serviceWithoutSource,
];

/** Everything in a world's policies that a person should look at, each once for its subject. */
export function lint(world: WorldFacts): Finding[] {
  const findings = [...world.accounts.values()].flatMap((account) => [
    ...[...account.rolesByArn.values()]
      .filter((role) => !isServiceLinkedRole(role))
      .flatMap((role) => roleFindings(world, account, role)),
    ...holderFindings(world, account),
    ...[...account.bucketsByName.values()].flatMap((one) => bucketFindings(account, one)),
    ...[...account.keysByArn.values()].flatMap((key) => keyFindings(account, key)),
  ]);
  const distinct = new Map(findings.map((one) => [`${one.code} ${one.subject}`, one]));
  return [...distinct.values()];
}

function roleFindings(
  world: WorldFacts,
  account: AccountFacts,
  role: RoleDetail,
): Finding[] {
  const policy = rememberPolicy(role.AssumeRolePolicyDocument, 'trust');
  const context: TrustContext = { world, account, role, policy };
  const own = policiesOf(world, account, holderOfRole(role));
  return [
    ...policyFindings(policy, role.Arn),
    ...policy.statements.flatMap((statement) =>
      TRUST_RULES.flatMap((rule) => rule(context, statement)),
    ),
    ...ownFindings(own, role.Arn),
    ...selfAssume(context, own),
  ];
}

const ownFindings = (policies: ParsedPolicy[], subject: string): Finding[] =>
  policies.flatMap((policy) => [
    ...policyFindings(policy, subject),
    ...policy.statements.flatMap((statement) => identityFindings(statement, subject)),
  ]);

function holderFindings(world: WorldFacts, account: AccountFacts): Finding[] {
  const find = (
    subject: string,
    inline: InlinePolicy[] = [],
    attached: AttachedPolicy[] = [],
  ) => ownFindings(policiesOf(world, account, { inline, attached }), subject);
  return [
    ...[...account.usersByArn.values()].flatMap((user) =>
      find(user.Arn, user.UserPolicyList, user.AttachedManagedPolicies),
    ),
    ...[...account.groupsByName.values()].flatMap((group) =>
      find(group.Arn, group.GroupPolicyList, group.AttachedManagedPolicies),
    ),
  ];
}

/** A role no longer trusts itself: its own policy alone does not let it take itself again. */
function selfAssume(
  { world, role, policy }: TrustContext,
  own: ParsedPolicy[],
): Finding[] {
  const wantsItself = own
    .flatMap(({ statements }) => statements)
    .some(
      (statement) =>
        statement.effect === 'Allow' &&
        covers(statement, 'sts:AssumeRole') &&
        statement.resource?.isNegated === false &&
        statement.resource.patterns.some(({ raw }) => raw === role.Arn),
    );
  if (!wantsItself || trustsItself(world, role, policy)) return [];
  const message =
    'The role may take itself by its own policy, but its trust policy does not name it.';
  return [finding('self-assume-not-trusted', role.Arn, message)];
}

function trustsItself(
  world: WorldFacts,
  role: RoleDetail,
  policy: ParsedPolicy,
): boolean {
  const caller = findCaller(world, { AWS: role.Arn });
  return policy.statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      covers(statement, 'sts:AssumeRole') &&
      'accountId' in caller &&
      (statement.principal?.aws ?? []).some(
        (entry) => matchEntry(entry, caller) !== 'none',
      ),
  );
}
