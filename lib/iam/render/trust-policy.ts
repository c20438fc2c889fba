import { oneOrMany, policyOf, type RenderedPolicy } from './policy-text';

/** Whom a role shall trust. */
export type TrustedParty =
  /** Everybody in the account whose own policies allow it. */
  | { kind: 'account'; partition: string; accountId: string }
  /** These users and roles and nobody else. A group cannot be trusted. */
  | { kind: 'principals'; arns: string[] };

type TrustGuards = {
  requireMfa: boolean;
  /** Null: the caller need not send one. */
  externalId: string | null;
};

/**
 * Trust policy of a role for people or workloads of another account.
 *
 * MFA is asked for by `Bool`: a session that carries no such key is then refused, where
 * `BoolIfExists` would let it pass.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export function renderTrust(party: TrustedParty, guards: TrustGuards): RenderedPolicy {
  const Condition = conditionOf(guards);
  return policyOf({
    Sid: 'TrustedMayAssume',
    Effect: 'Allow',
    Principal: { AWS: principalOf(party) },
    Action: 'sts:AssumeRole',
    ...(Condition ? { Condition } : {}),
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

function principalOf(party: TrustedParty): string | string[] {
  if (party.kind === 'account')
    return `arn:${party.partition}:iam::${party.accountId}:root`;
  return oneOrMany([...party.arns].sort());
}

function conditionOf({ requireMfa, externalId }: TrustGuards) {
  if (!requireMfa && externalId === null) return null;
  return {
    ...(requireMfa ? { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } : {}),
    ...(externalId === null ? {} : { StringEquals: { 'sts:ExternalId': externalId } }),
  };
}
