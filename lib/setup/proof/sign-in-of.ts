import type { Principal } from '@/lib/iam/question';
import type { SignIn } from '@/lib/ports';

/** The sign-in that would bring these condition keys along; null for who does not sign in. */
export function signInOf(
  principal: Principal,
  context: Record<string, string>,
): SignIn | null {
  if (principal === '*' || !('Federated' in principal)) return null;
  const arn = principal.Federated;
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
