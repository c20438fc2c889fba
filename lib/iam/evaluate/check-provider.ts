import type { OidcProviderFacts } from '../facts/account-facts';
import type { Request } from './request';

/** Providers AWS knows by itself: no account needs to register them. */
const BUILT_IN_HOSTS = new Set([
  'cognito-identity.amazonaws.com',
  'accounts.google.com',
  'www.amazon.com',
  'graph.facebook.com',
]);

/**
 * Whether the identity provider of a federated caller exists in the role's account and takes
 * the token's audience; null when nothing is wrong.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function checkProvider(request: Request): string | null {
  const { action, caller, target } = request;
  if (caller.kind !== 'federated' || !target.account) return null;
  if (action === 'sts:assumerolewithsaml') {
    const isKnown = target.account.samlProviderArns.has(caller.provider);
    return isKnown ? null : 'saml-provider-missing';
  }
  if (BUILT_IN_HOSTS.has(caller.provider)) return null;
  const { accountId, partition } = target;
  const arn = caller.provider.startsWith('arn:')
    ? caller.provider
    : `arn:${partition}:iam::${accountId}:oidc-provider/${caller.provider}`;
  const provider = target.account.oidcProvidersByArn.get(arn);
  return provider ? checkAudience(provider, request) : 'oidc-provider-missing';
}

function checkAudience(provider: OidcProviderFacts, { lookup }: Request): string | null {
  const issuer = provider.arn.slice(provider.arn.indexOf('oidc-provider/') + 14);
  const audiences = lookup(`${issuer}:aud`);
  if (typeof audiences === 'string') return null;
  const isRegistered = audiences.some((audience) =>
    provider.clientIds.includes(audience),
  );
  return isRegistered ? null : 'oidc-audience-not-registered';
}
