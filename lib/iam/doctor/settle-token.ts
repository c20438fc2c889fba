import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { Answer } from '../answer';
import { evaluate } from '../evaluate/evaluate';
import { sayConditions } from '../explain/say-conditions';
import type { AccountFacts } from '../facts/account-facts';
import { findAccount, type WorldFacts } from '../facts/world-facts';
import { rememberPolicy } from '../parse/remember-policy';
import type { TokenSubject } from '../render/mend-token';
import { claimsOfOne, type SentClaims } from './claims-of-one';
import { otherRefusal } from './missing-halves';
import { type TrustedIssuer, trustedIssuers } from './trusted-issuers';

/** A role, the provider that a token is of, and what its claims say. */
export type TokenAsked = { role: string; provider: string; claims: SentClaims };

/** A holder of tokens that a role refuses, and the claims that its token does not have. */
export type TokenMend = TokenSubject & {
  role: string;
  absent: string[];
  /** The provider stands and does not take the audience yet. */
  lacksAudience?: true;
};

type Settled =
  | { mend: TokenMend }
  /** Why a plan can add nothing. */
  | { whyNot: string }
  /** No statement is what is missing, in words. */
  | { isNone: true; sentence: string };

/**
 * The one workload that a plan can let in by its token, or why it can add nothing. The issuer has
 * to be one whose tokens the role takes already.
 */
export function settleToken(world: WorldFacts, asked: TokenAsked): Settled {
  const { role, provider } = asked;
  const { accountId = '', partition = '' } = parseArn(role) ?? {};
  const account = findAccount(world, accountId, partition);
  const held = account?.rolesByArn.get(role);
  const trust = rememberPolicy(held?.AssumeRolePolicyDocument, 'trust').statements;
  const issuer = trustedIssuers(trust).find((one) => one.provider === provider);
  if (!issuer)
    return none(`By the latest reading ${nameOfArn(role)} takes no tokens of it.`);
  if (!provider.startsWith(`arn:${partition}:iam::${accountId}:oidc-provider/`))
    return {
      whyNot: `the trust policy of ${nameOfArn(role)} names a provider of another account, and AWS takes those of the role’s own alone.`,
    };
  const claims = claimsOfOne(issuer, withAudience(account, issuer, asked.claims));
  return claims.ok
    ? settleClaims(world, issuer, { role, provider, claims: claims.value })
    : { whyNot: claims.error };
}

/** Where no audience was sent, a provider that takes only one tells it. */
function withAudience(
  account: AccountFacts | undefined,
  { provider }: TrustedIssuer,
  claims: SentClaims,
): SentClaims {
  const taken = account?.oidcProvidersByArn.get(provider)?.clientIds ?? [];
  return Object.hasOwn(claims, 'aud') || taken.length !== 1
    ? claims
    : { ...claims, aud: taken };
}

function settleClaims(
  world: WorldFacts,
  { claims: named }: TrustedIssuer,
  subject: Omit<TokenMend, 'absent'>,
): Settled {
  const known = Object.keys(subject.claims);
  const absent = named.filter(
    (name) => !known.includes(name) && !known.includes(name.toLowerCase()),
  );
  const mend = { ...subject, absent };
  const answer = askToken(world, mend);
  if (answer.decision === 'allow')
    return none(
      `By the latest reading ${nameOfArn(mend.role)} takes this token. Read the account again if AWS still refuses it.`,
    );
  if (answer.decision === 'conditional')
    return none(
      `No statement is missing: ${nameOfArn(mend.role)} takes this token ${sayConditions(answer)}.`,
    );
  return answer.reason === AUDIENCE_MISSING
    ? settleDenied(askToken(takingAudience(world, mend), mend), {
        ...mend,
        lacksAudience: true,
      })
    : settleDenied(answer, mend);
}

const AUDIENCE_MISSING = 'oidc-audience-not-registered';

/** @param answer what AWS would say if the provider took the audience */
function settleDenied(answer: Answer, mend: TokenMend): Settled {
  const other = answer.decision === 'deny' ? otherRefusal(answer) : null;
  return other
    ? { whyNot: `even with another statement AWS would refuse. ${other.sentence}` }
    : { mend };
}

/** The same world, in which the provider takes the audience of the token too. */
function takingAudience(
  world: WorldFacts,
  { role, provider, claims }: TokenMend,
): WorldFacts {
  const { accountId = '', partition = '' } = parseArn(role) ?? {};
  const account = findAccount(world, accountId, partition);
  const standing = account?.oidcProvidersByArn.get(provider);
  if (!account || !standing) return world;
  const clientIds = [...standing.clientIds, claims['aud'] ?? ''];
  const oidcProvidersByArn = new Map(account.oidcProvidersByArn);
  oidcProvidersByArn.set(provider, { ...standing, clientIds });
  const accounts = new Map(world.accounts);
  accounts.set(accountId, { ...account, oidcProvidersByArn });
  return { ...world, accounts };
}

const none = (sentence: string): Settled => ({ isNone: true, sentence });

/** May whoever has such a token take the role? */
export function askToken(
  world: WorldFacts,
  { role, provider, claims, absent }: TokenMend,
): Answer {
  const key = keyIn(provider);
  return evaluate(world, {
    action: 'sts:AssumeRoleWithWebIdentity',
    principal: { Federated: provider },
    resource: role,
    context: contextOf({ provider, claims }),
    absentKeys: absent.map(key),
    unknownKeys: 'assume-unknown',
  });
}

const keyIn = (provider: string) => (claim: string) =>
  `${provider.replace(/^.*?:oidc-provider\//, '')}:${claim}`;

/** Claims as condition keys name them. */
export const contextOf = ({ provider, claims }: TokenSubject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([claim, value]) => [keyIn(provider)(claim), value]),
  );
