import { matchAction } from '../match/match-action';
import type { ParsedStatement } from '../parse/policy';

/** An issuer whose tokens a role's trust policy takes. */
export type TrustedIssuer = {
  provider: string;
  /** Host and path of its address, as condition keys begin. */
  host: string;
  /**
   * The claims that conditions of the trust policy name, and the audience, which the provider asks
   * for whatever the trust says. Nothing else of a token is asked for.
   */
  claims: string[];
};

const PROVIDER = ':oidc-provider/';
const BY_TOKEN = 'sts:assumerolewithwebidentity';

/** Host and path of the issuer of an OIDC provider, out of its ARN. */
export const hostOfProvider = (provider: string): string =>
  provider.slice(provider.indexOf(PROVIDER) + PROVIDER.length);

/** The issuers of tokens that a trust policy lets in, with the claims that it asks for. */
export function trustedIssuers(statements: ParsedStatement[]): TrustedIssuer[] {
  const providers = statements.flatMap(({ effect, principal, action }) =>
    effect === 'Allow' && matchAction(action, BY_TOKEN)
      ? (principal?.federated ?? [])
      : [],
  );
  return [...new Set(providers)]
    .filter((provider) => provider.includes(PROVIDER))
    .map((provider) => {
      const host = hostOfProvider(provider);
      return { provider, host, claims: withAudience(claimsNamed(statements, host)) };
    });
}

const AUDIENCE = 'aud';

const withAudience = (claims: string[]): string[] =>
  claims.some((claim) => claim.toLowerCase() === AUDIENCE)
    ? claims
    : [...claims, AUDIENCE].sort();

/** Claims of an issuer that conditions name: `sub` of `token.example.com:sub`. */
function claimsNamed(statements: ParsedStatement[], host: string): string[] {
  const start = `${host}:`.toLowerCase();
  const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key));
  const claims = keys
    .filter((key) => key.toLowerCase().startsWith(start))
    .map((key) => key.slice(start.length));
  return [...new Set(claims)].sort();
}
