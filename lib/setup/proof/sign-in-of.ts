import type { Principal } from '@/lib/iam/question';
import type { SignIn } from '@/lib/ports';

/** The sign-in that would bring these condition keys along; in words where nobody can make one. */
export function signInOf(
  principal: Principal,
  context: Record<string, string>,
): SignIn | string {
  if (principal === '*' || !('Federated' in principal))
    return 'Not tested: nobody can call as a service.';
  const arn = principal.Federated;
  if ('SAML:eduPersonAffiliation' in context)
    return 'Not tested: no assertion with an affiliation can be made here.';
  if (arn.includes(':saml-provider/'))
    return {
      kind: 'saml',
      providerArn: arn,
      audience: context['SAML:aud'] ?? '',
      subject: context['SAML:sub'] ?? 'drawbridge-proof',
    };
  const host = arn.replace(/^.*:oidc-provider\//, '');
  const claims = Object.entries(context).map(([key, value]) => [
    key.slice(host.length + 1),
    value,
  ]);
  return { kind: 'token', issuer: `https://${host}`, claims: Object.fromEntries(claims) };
}
