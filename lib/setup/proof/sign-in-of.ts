import type { Principal } from '@/lib/iam/question';
import type { SignIn } from '@/lib/ports';
import type { Ask } from '../guards/guard-kind';

/** The sign-in that would bring these condition keys along; in words where nobody can make one. */
export function signInOf(
  principal: Principal,
  context: Record<string, string>,
  ask: Carried,
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
      attributes: attributesOf(ask),
    };
  const host = arn.replace(/^.*:oidc-provider\//, '');
  const claims = Object.entries(context).map(([key, value]) => [
    key.slice(host.length + 1),
    value,
  ]);
  return {
    kind: 'token',
    issuer: `https://${host}`,
    claims: { ...Object.fromEntries(claims), ...claimsOf(ask) },
  };
}

type Carried = Pick<Ask, 'tags' | 'sourceIdentity'>;

const CLAIM = 'https://aws.amazon.com/';

/** What a token says to AWS of the session it opens. */
const claimsOf = ({ tags, sourceIdentity }: Carried): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [
      `${CLAIM}tags/principal_tags/${key}`,
      value,
    ]),
  ),
  ...(sourceIdentity !== null && { [`${CLAIM}source_identity`]: sourceIdentity }),
});

/** The same as attributes of an assertion. */
const attributesOf = ({ tags, sourceIdentity }: Carried): Record<string, string[]> => ({
  ...Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`PrincipalTag:${key}`, [value]]),
  ),
  ...(sourceIdentity !== null && { SourceIdentity: [sourceIdentity] }),
});
