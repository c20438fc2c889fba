import { cleanTyped } from '@/lib/core/clean-typed';
import { describeIssuer } from '@/lib/iam/explain/describe-issuer';
import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { empty, type Field, right, wrong } from './field';
import { sayAudienceAdded } from './say-audience';

/** Who makes the tokens: the address as IAM and condition keys write it, without the scheme. */
export type TokenIssuer = { host: string; name: string };

const OWN_ADDRESS = {
  github: 'https://token.actions.githubusercontent.com',
  gitlab: 'https://gitlab.com',
  other: '',
} as const satisfies Record<DraftFields['issuerKind'], string>;

const ADDRESS_MAX = 255;

/**
 * The issuer's address, as `iss` in its tokens says it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export function resolveIssuer(
  kind: DraftFields['issuerKind'],
  typed: string,
): Field<TokenIssuer> {
  const cleaned = cleanTyped(typed).replace(/\/\.well-known\/.*$/, '');
  // Neither GitHub nor GitLab ends its address with a slash; others do, and mean it.
  const text =
    (kind === 'other' ? cleaned : cleaned.replace(/\/+$/, '')) || OWN_ADDRESS[kind];
  if (text === '') return empty;
  const problem = problemOfAddress(text);
  if (problem) return wrong(problem);
  const host = text.replace(/^https:\/\//, '');
  const issuer = describeIssuer(host);
  return kind !== 'other' && issuer.kind !== 'other' && issuer.kind !== kind
    ? wrong(
        `This is the address of ${issuer.name}, whose tokens speak otherwise. Pick it under “Whose tokens?”, or any issuer.`,
      )
    : right({ host, name: issuer.name });
}

function problemOfAddress(text: string): string | null {
  if (!/^https:\/\//.test(text))
    return 'Give the address of the issuer, beginning with https://. It is “iss” in its tokens.';
  if (text.length > ADDRESS_MAX) return 'IAM takes an address of at most 255 characters.';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^[^/]+\.[a-z]{2,}(?::\d+)?$/i.test(url.host))
    return 'This is not the address of an issuer.';
  if (url.port || /:\d+/.test(url.host)) return 'IAM takes no port in the address.';
  if (url.search || url.hash || url.username)
    return 'Give the address without a query, a fragment or a user name.';
  return problemOfSpelling(text);
}

/** The address becomes a provider's ARN and a condition's keys: both take it as it is written. */
function problemOfSpelling(text: string): string | null {
  if (!/^https:\/\/[\w.~:/@%-]+$/.test(text))
    return 'Write the address out in plain characters: IAM takes no pattern for an issuer.';
  return text === text.replace(/^https:\/\/[^/]+/, (host) => host.toLowerCase())
    ? null
    : 'Write the host in lower-case letters, as the tokens do.';
}

const AUDIENCE_MAX = 255;

/** For whom the tokens are made: what the issuer's guide for AWS says when nothing is typed. */
export function resolveAudience(
  kind: DraftFields['issuerKind'],
  typed: string,
  issuer: TokenIssuer | null,
): Field<string> {
  const own =
    kind === 'gitlab' && issuer ? `https://${issuer.host}` : 'sts.amazonaws.com';
  const text = cleanTyped(typed) || own;
  if (/[*?]/.test(text))
    return wrong(
      'Write the audience out: a pattern would take tokens made for other services.',
    );
  if (text.length > AUDIENCE_MAX || !/^[!-~]+$/.test(text))
    return wrong('An audience has 1 to 255 plain characters without spaces.');
  return right(text);
}

/** The provider of an issuer in the account that makes the role. */
export type FoundProvider = {
  arn: string;
  /**
   * What the plan has to do: make it, where nobody has seen it and it does not stand after all; or
   * let it take the audience.
   */
  lacks: 'provider' | 'audience' | null;
};

/** What is known of the provider: it has to exist in the role's own account. */
export function resolveProvider(
  issuer: TokenIssuer,
  audience: string,
  { id, name, partition }: StoredAccount,
  world: KnownWorld,
): Field<FoundProvider> {
  const arn = `arn:${partition}:iam::${id}:oidc-provider/${issuer.host}`;
  const collected = world.readings.get(id)?.collected;
  const known = collected?.OpenIDConnectProviders;
  if (!collected || !known)
    return right(
      { arn, lacks: 'provider' },
      `The identity providers of ${name} were not read. The plan makes one for ${issuer.host} if there is none.`,
    );
  const provider = known.find(({ Arn }) => Arn === arn);
  if (!provider)
    return right(
      { arn, lacks: 'provider' },
      `${name} has no OIDC provider for ${issuer.host} yet. The plan makes it, with the audience ${audience}; other roles of ${name} can then trust it too.`,
    );
  return provider.ClientIDList.includes(audience)
    ? right({ arn, lacks: null })
    : right(
        { arn, lacks: 'audience' },
        sayAudienceAdded(arn, audience, { name, collected }),
      );
}
