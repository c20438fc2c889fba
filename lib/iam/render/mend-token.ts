import { sha256 } from '@/lib/core/sha256';
import { literalText, type RenderedStatement } from './policy-text';

/** One holder of tokens: what each of its claims says, `sub` and `aud` among them. */
export type TokenSubject = {
  /** The OIDC provider in the role's own account. */
  provider: string;
  claims: Record<string, string>;
};

const SUM_LENGTH = 16;

/**
 * Lets in the tokens of one subject, made for one audience, beside whatever else the trust policy
 * of a role says. Every value stands for itself alone. The Sid is of all that is demanded, so two
 * subjects never share one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export function mendTokenStatement({
  provider,
  claims,
}: TokenSubject): RenderedStatement {
  const host = provider.replace(/^.*?:oidc-provider\//, '');
  const demands = Object.entries(claims)
    .map(([claim, value]) => [`${host}:${claim}`, literalText(value)] as const)
    .sort(([a], [b]) => Number(a > b) - Number(a < b));
  const sum = sha256(JSON.stringify([provider, demands])).slice(0, SUM_LENGTH);
  return {
    Sid: `Token${sum}MayAssume`,
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: Object.fromEntries(demands) },
  };
}
