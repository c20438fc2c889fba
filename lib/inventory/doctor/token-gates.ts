import type { TrustedIssuer } from '@/lib/iam/doctor/trusted-issuers';
import { hostOfToken, type ReadToken, textsOf } from './read-token';
import type { TokenView } from './token-view';

/** One thing that AWS looks at before the conditions of a trust policy. */
export type TokenGate = {
  id: 'time' | 'issuer' | 'provider' | 'audience';
  title: string;
  verdict: 'passes' | 'refuses' | 'not-read';
  sentence: string;
  /** What would mend it; null where nothing is to be mended. */
  mend: string | null;
};

type Asked = Pick<TokenView, 'roleName' | 'accountName' | 'trusted' | 'registered'>;

/** The trusted issuer that made a token; null when none did. */
export const issuerOf = (
  token: ReadToken,
  { trusted }: Pick<TokenView, 'trusted'>,
): TrustedIssuer | null =>
  trusted.find(({ host }) => host === hostOfToken(token)) ?? null;

/** The claims of a token that the trust policy names: all that leaves the browser. */
export const namedClaims = (
  token: ReadToken,
  { claims }: TrustedIssuer,
): Record<string, string[]> =>
  Object.fromEntries(
    claims
      .map((claim): [string, string[]] => [
        claim,
        textsOf(token, spelledIn(token, claim)),
      ])
      .filter(([, values]) => values.length > 0),
  );

/** A claim as the token writes it: condition keys ignore letter case. */
function spelledIn({ claims }: ReadToken, claim: string): string {
  if (Object.hasOwn(claims, claim)) return claim;
  const lower = claim.toLowerCase();
  return Object.keys(claims).find((name) => name.toLowerCase() === lower) ?? lower;
}

/** What AWS looks at first, from what the token says and what the account has. */
export const tokenGates = (token: ReadToken, asked: Asked, now: Date): TokenGate[] => [
  timeGate(token, now),
  issuerGate(token, asked),
  providerGate(token, asked),
  audienceGate(token, asked),
];

type Finding = Pick<TokenGate, 'verdict' | 'sentence' | 'mend'>;

const passes = (sentence: string): Finding => ({
  verdict: 'passes',
  sentence,
  mend: null,
});

const refuses = (sentence: string, mend: string): Finding => ({
  verdict: 'refuses',
  sentence,
  mend,
});

const LATEST_SECONDS = 8_640_000_000_000;

function momentOf({ claims }: ReadToken, name: string): Date | null {
  const seconds = claims[name];
  return typeof seconds === 'number' && Math.abs(seconds) <= LATEST_SECONDS
    ? new Date(seconds * 1000)
    : null;
}

const say = (moment: Date): string =>
  `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function timeGate(token: ReadToken, now: Date): TokenGate {
  const gate = { id: 'time', title: 'Time' } as const;
  const ends = momentOf(token, 'exp');
  const begins = momentOf(token, 'nbf') ?? momentOf(token, 'iat');
  if (!ends)
    return {
      ...gate,
      ...refuses(
        'The token has no end (exp), and AWS takes none without.',
        'Let the issuer put exp into its tokens.',
      ),
    };
  if (ends <= now)
    return {
      ...gate,
      ...refuses(
        `The token ended at ${say(ends)}.`,
        'Ask for a new token right before the call, and read it from its file each time.',
      ),
    };
  if (begins && begins > now)
    return {
      ...gate,
      ...refuses(
        `The token counts only from ${say(begins)}.`,
        'Look at the clock of the issuer, and at the one of this computer.',
      ),
    };
  return { ...gate, ...passes(`The token counts until ${say(ends)}.`) };
}

function issuerGate(token: ReadToken, asked: Asked): TokenGate {
  const gate = { id: 'issuer', title: 'Issuer' } as const;
  const { roleName, trusted } = asked;
  const host = hostOfToken(token);
  if (issuerOf(token, asked))
    return { ...gate, ...passes(`${roleName} trusts tokens of ${host}.`) };
  const others = trusted.map((one) => one.host).join(', ');
  const takes =
    others === '' ? 'takes no tokens at all' : `takes tokens of ${others} alone`;
  const whose =
    host === '' ? 'The token names no issuer (iss)' : `The token is of ${host}`;
  return {
    ...gate,
    ...refuses(
      `${whose}, and ${roleName} ${takes}.`,
      `Pick the role that is meant for this issuer, or let the trust policy of ${roleName} name its provider.`,
    ),
  };
}

function providerGate(token: ReadToken, { registered, accountName }: Asked): TokenGate {
  const gate = { id: 'provider', title: 'Identity provider' } as const;
  const host = hostOfToken(token);
  if (!registered)
    return {
      ...gate,
      verdict: 'not-read',
      sentence: `The providers of ${accountName} were not read.`,
      mend: null,
    };
  return registered.some((one) => one.host === host)
    ? {
        ...gate,
        ...passes(
          `${accountName} has a provider for ${host}. Whether AWS can check its certificate is not read: a private certificate needs the right thumbprint.`,
        ),
      }
    : {
        ...gate,
        ...refuses(
          `${accountName} has no identity provider for ${host || 'this issuer'}.`,
          `Create one in ${accountName}, in IAM, Identity providers, for https://${host} and the audience of the token.`,
        ),
      };
}

function audienceGate(token: ReadToken, { registered }: Asked): TokenGate {
  const gate = { id: 'audience', title: 'Audience' } as const;
  const provider = registered?.find(({ host }) => host === hostOfToken(token));
  const audiences = textsOf(token, 'aud');
  const made =
    audiences.length === 0 ? 'names no audience' : `is made for ${audiences.join(', ')}`;
  if (!provider)
    return {
      ...gate,
      verdict: 'not-read',
      sentence: `The token ${made}; which audiences the provider takes is not known.`,
      mend: null,
    };
  return audiences.some((one) => provider.audiences.includes(one))
    ? { ...gate, ...passes(`The token ${made}, and the provider takes that.`) }
    : {
        ...gate,
        ...refuses(
          `The token ${made}, and the provider takes ${provider.audiences.join(', ') || 'none'} alone.`,
          `Ask the issuer for a token for one of these audiences, or add the token’s own to the provider.`,
        ),
      };
}
