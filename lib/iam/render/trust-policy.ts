import { actionsOf, conditionOf, type Guard } from './guards/guard';
import { distinct, policyOf, type RenderedPolicy } from './policy-text';

/** Whom a role shall trust. */
export type TrustedParty =
  /** Everybody in the account whose own policies allow it. */
  | { kind: 'account'; partition: string; accountId: string }
  /** These users and roles and nobody else. A group cannot be trusted. */
  | { kind: 'principals'; arns: string[] };

/**
 * Trust policy of a role for people or workloads of another account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html
 */
export function renderTrust(party: TrustedParty, guard: Guard): RenderedPolicy {
  return policyOf({
    Sid: 'TrustedMayAssume',
    Effect: 'Allow',
    Principal: { AWS: principalOf(party) },
    Action: actionsOf('sts:AssumeRole', guard),
    ...conditionOf([], guard),
  });
}

/**
 * Trust policy that lets nobody in. CreateRole needs one, and a role must not be open before
 * its permissions stand.
 */
export function renderPlaceholderTrust(): RenderedPolicy {
  return policyOf({
    Sid: 'NobodyYet',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
  });
}

const principalOf = (party: TrustedParty): string | string[] =>
  party.kind === 'account'
    ? `arn:${party.partition}:iam::${party.accountId}:root`
    : distinct(party.arns);
