import { err, ok, type Result } from '@/lib/core/result';
import { namesTenant } from '../findings/issuers';
import type { TrustedIssuer } from './trusted-issuers';

/** What a token says, by the names of its claims; a claim may have several values. */
export type SentClaims = Record<string, string[]>;

const DEMANDED = ['aud', 'sub'];

type Given = { name: string; values: string[] };

/** Printable text of what policies may hold. */
const PLAIN = /^[\x20-\x7e\xa0-\xff]{1,1000}$/;

/**
 * The claims by which a statement lets in one workload and nobody else, or in words why there
 * can be none. Subject and audience are demanded: without the subject whoever the issuer signs
 * in would get in. Claims that the trust policy does not name are dropped.
 */
export function claimsOfOne(
  { host, claims: named }: TrustedIssuer,
  sent: SentClaims,
): Result<Record<string, string>, string> {
  const given = named.flatMap((name) => {
    const values = Object.hasOwn(sent, name) ? (sent[name] ?? []) : [];
    return values.length > 0 ? [{ name, values }] : [];
  });
  const [why] = given.flatMap((claim) => whyNotClaim(claim) ?? []);
  if (why !== undefined) return err(why);
  const claims = Object.fromEntries(
    given.map(({ name, values: [value = ''] }) => [spelled(name), value]),
  );
  const lacking = DEMANDED.filter((name) => !Object.hasOwn(claims, name));
  if (lacking.length > 0) return err(sayLacking(host, lacking));
  return namesTenant(host, claims['sub'] ?? '')
    ? ok(claims)
    : err(
        `the subject ${claims['sub']} does not say whose it is, and others who use ${host} can have the same. Let the issuer put it into sub, as it does by itself.`,
      );
}

/** Condition keys ignore letter case; the two that are demanded are found by theirs. */
const spelled = (name: string): string =>
  DEMANDED.includes(name.toLowerCase()) ? name.toLowerCase() : name;

function whyNotClaim({ name, values }: Given): string | null {
  const [value = ''] = values;
  if (values.length > 1)
    return `the claim ${name} of the token has ${values.length} values, and a statement for one workload takes one. Ask the issuer for a token with one.`;
  if (!PLAIN.test(value))
    return `the claim ${name} of the token is empty, too long, or has characters that no policy takes.`;
  return /[*?]/.test(value)
    ? `the claim ${name} of the token has a * or ? in it, which reads as a pattern in a policy. Add the statement by hand.`
    : null;
}

const sayLacking = (host: string, lacking: string[]): string =>
  `a statement has to ask for the subject (sub) and the audience (aud), or others who use ${host} would get in, and ${lacking.join(' and ')} is not known here: no condition of the trust policy names it, or the token has none. Add the statement by hand, with both.`;
