import type { Requirement } from '../answer';
import { isBuiltInProvider } from '../built-in-provider';
import type { OidcProviderFacts } from '../facts/account-facts';
import type { Formula } from '../formula/formula';
import type { Request } from './request';

const SIGN_INS = new Set(['sts:assumerolewithwebidentity', 'sts:assumerolewithsaml']);

/**
 * Whether the identity provider of a federated caller exists in the role's account and takes
 * the token's audience; null when nothing is known to be wrong.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function checkProvider(request: Request): string | null {
  const needed = neededProvider(request);
  if (!needed?.isRead) return null;
  const { kind, arn, account } = needed;
  if (kind === 'saml') {
    return account.samlProviderArns.has(arn) ? null : 'saml-provider-missing';
  }
  const provider = account.oidcProvidersByArn.get(arn);
  return provider ? checkAudience(provider, request) : 'oidc-provider-missing';
}

/** The provider that has to exist where nobody read which ones do; true when none has to. */
export function providerDemand(request: Request): Formula {
  const needed = neededProvider(request);
  if (!needed || needed.isRead) return true;
  const requirement: Requirement = { kind: 'identity-provider', arn: needed.arn };
  const id = `exists ${JSON.stringify(requirement)}`;
  return { op: 'requirement', id, keys: [], requirement };
}

/** The registered provider a sign-in comes from; null for callers that need none. */
function neededProvider({ action, caller, target }: Request) {
  const { account, accountId, partition } = target;
  const isSignIn = caller.kind === 'federated' && SIGN_INS.has(action);
  if (!isSignIn || !account) return null;
  const kind = action === 'sts:assumerolewithsaml' ? 'saml' : 'oidc';
  const { provider } = caller;
  if (kind === 'oidc' && isBuiltInProvider(provider)) return null;
  const arn =
    kind === 'saml' || provider.startsWith('arn:')
      ? provider
      : `arn:${partition}:iam::${accountId}:oidc-provider/${provider}`;
  return { kind, arn, account, isRead: account.providersRead[kind] } as const;
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
