import { nameOfArn } from '@/lib/core/arn';
import { askToken, contextOf, type TokenMend } from '@/lib/iam/doctor/settle-token';
import { hostOfProvider } from '@/lib/iam/doctor/trusted-issuers';
import { describeIssuer } from '@/lib/iam/explain/describe-issuer';
import type { KeylessCall, KeylessCaller } from '../../recipes/keyless-request';
import { othersThan } from '../../recipes/other-subjects';
import { bank } from '../../say/banks';
import type { TokenMendOpening } from './token-mend-opening';

const ANOTHER_AUDIENCE = 'https://another.example.com';

/**
 * Whoever has such a token, with tokens that must be refused: of other subjects, and for another
 * audience. Those that other statements of the trust let in are left out, unless the plan makes the
 * provider: until then these let in nobody.
 *
 * @param after with everything of the plan in place
 */
export function tokenMendCaller(
  { mend, after, revived }: Pick<TokenMendOpening, 'mend' | 'after' | 'revived'>,
  accountName: string,
): KeylessCaller {
  const { provider, claims } = mend;
  const { sub = '', aud = '' } = claims;
  const host = hostOfProvider(provider);
  const { name } = describeIssuer(host);
  const callOf = (id: string, who: string, changed: Record<string, string>) => ({
    ...{ id, who },
    claims: { ...claims, ...changed },
  });
  const others = [
    ...othersThan(sub).map((other) => callOf(other.id, other.who, { sub: other.sub })),
    callOf('assume-for-another-audience', 'the same token, made for another service,', {
      aud: ANOTHER_AUDIENCE,
    }),
  ];
  const said = ({ claims: those, ...call }: (typeof others)[number]): KeylessCall => ({
    ...call,
    context: contextOf({ provider, claims: those }),
  });
  return {
    party: {
      kind: 'federated',
      arn: provider,
      name: sub,
      accountId: null,
      accountName: name,
      isOutside: false,
    },
    bank: bank('trusted', sub, name),
    subject: `Whoever has a token of ${name} for ${sub}`,
    by: `by a token of ${name}`,
    principal: { Federated: provider },
    door: {
      label: `provider ${host} in ${accountName}`,
      open: `${accountName} has this provider, and it takes the audience ${aud}.`,
    },
    right: said(callOf('assume', `a token for ${sub}`, {})),
    also: [],
    wrong: others
      .filter(({ claims: those }) => {
        const answer = askToken(after, { ...mend, claims: those });
        return revived !== null || answer.decision === 'deny';
      })
      .map(said),
  };
}

export const deedOf = (mend: TokenMend, accountName: string): string =>
  `take ${nameOfArn(mend.role)} in ${accountName}`;
