import type { BankView } from '@/lib/core/views';
import { globMatches, sampleOf, wildcardGlob } from '@/lib/iam/parse/glob';
import { plainText, type RenderedPolicy } from '@/lib/iam/render/policy-text';
import type { StoredAccount } from '@/lib/ports';
import type { TokenIssuer } from '../fields/token-issuer';
import type { KeylessCall, KeylessCaller } from './keyless-request';
import { type OtherSubject, othersThan } from './other-subjects';

export type TokenHolder = {
  issuer: TokenIssuer;
  audience: string;
  providerArn: string;
  account: StoredAccount;
  bank: BankView;
  /** `Workflow runs of the branch main of acme/shop` */
  subject: string;
};

/** Holders of tokens that a trust policy lets in, with tokens to try and to be refused. */
export function tokenCaller(holder: TokenHolder, trust: RenderedPolicy): KeylessCaller {
  const { issuer, audience, providerArn, account, bank, subject } = holder;
  const key = (claim: string) => `${issuer.host}:${claim}`;
  const patterns = subjectsIn(trust, key('sub')).map(wildcardGlob);
  const [first = '', ...more] = patterns.map((pattern) => sampleOf(pattern, 'x'));
  const callOf = ({ id, who, sub }: OtherSubject, aud = audience): KeylessCall => ({
    id,
    who,
    context: { [key('aud')]: aud, [key('sub')]: sub },
  });
  const isRefused = ({ sub }: OtherSubject) =>
    !patterns.some((pattern) => globMatches(pattern, sub));
  return {
    party: {
      kind: 'federated',
      arn: providerArn,
      name: bank.title,
      accountId: null,
      accountName: issuer.name,
      isOutside: false,
    },
    bank,
    subject,
    by: `by a token of ${issuer.name}`,
    principal: { Federated: providerArn },
    door: {
      label: `provider ${issuer.host} in ${account.name}`,
      open: `${account.name} has this provider, and it takes the audience ${audience}.`,
    },
    right: callOf({ id: 'assume', who: `a token for ${first}`, sub: first }),
    also: more.map((sub, index) =>
      callOf({ id: `assume-also-${index + 1}`, who: `a token for ${sub}`, sub }),
    ),
    wrong: [
      ...othersThan(first)
        .filter(isRefused)
        .map((other) => callOf(other)),
      callOf(
        {
          id: 'assume-for-another-audience',
          who: 'the same token, made for another service,',
          sub: first,
        },
        'https://another.example.com',
      ),
    ],
  };
}

/** What the trust asks of the subject, as plain text. */
export function subjectsIn(
  { Statement: [statement] }: RenderedPolicy,
  key: string,
): string[] {
  const { StringEquals, StringLike } = statement?.Condition ?? {};
  const values = StringLike?.[key] ?? StringEquals?.[key] ?? [];
  return [values].flat().map(plainText);
}
