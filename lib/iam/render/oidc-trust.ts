import { actionsOf, conditionOf, type Guard, type OwnDemand } from './guards/guard';
import { policyOf, type RenderedPolicy } from './policy-text';

export type OidcTrust = {
  /** The provider in the role's own account. */
  providerArn: string;
  /** For whom the token was made: one of the client ids of the provider. */
  audiences: string[];
  /** Whom the token speaks of. With `*` or `?` in one of them they are patterns. */
  subjects: string[];
  guard: Guard;
};

/**
 * Trust policy for holders of tokens of one identity provider. Both audience and subject are
 * demanded: without the subject every customer of a shared provider gets in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export const renderOidcTrust = (
  { providerArn, audiences, subjects, guard }: OidcTrust,
  sid = 'TokensMayAssume',
): RenderedPolicy =>
  policyOf({
    Sid: sid,
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: actionsOf('sts:AssumeRoleWithWebIdentity', guard),
    ...conditionOf(claimsOf(issuerOf(providerArn), audiences, subjects), guard),
  });

/** `arn:…:oidc-provider/<host and path>`: condition keys begin with host and path. */
const issuerOf = (providerArn: string): string =>
  providerArn.replace(/^.*?:oidc-provider\//, '');

function claimsOf(issuer: string, audiences: string[], subjects: string[]): OwnDemand[] {
  const hasPatterns = subjects.some((subject) => /[*?]/.test(subject));
  return [
    { operator: 'StringEquals', key: `${issuer}:aud`, values: audiences },
    {
      operator: hasPatterns ? 'StringLike' : 'StringEquals',
      key: `${issuer}:sub`,
      values: subjects,
    },
  ];
}
