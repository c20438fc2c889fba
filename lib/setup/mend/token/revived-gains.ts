import { nameOfArn } from '@/lib/core/arn';
import { askToken } from '@/lib/iam/doctor/settle-token';
import { hostOfProvider } from '@/lib/iam/doctor/trusted-issuers';
import { describeIssuer } from '@/lib/iam/explain/describe-issuer';
import { saySome } from '@/lib/iam/explain/list-words';
import { deckOfAnswer } from '../../judge-role';
import type { PlanGainView } from '../../plan-views';
import type { KeylessCaller } from '../../recipes/keyless-request';
import type { TokenMendOpening } from './token-mend-opening';

type Opening = Pick<TokenMendOpening, 'mend' | 'after' | 'revived'>;

const SAID_MAX = 5;

/** Those whom standing statements let in again once the plan has made their provider. */
export const revivedGains = (
  { mend, after, revived }: Opening,
  { party }: Pick<KeylessCaller, 'party'>,
): PlanGainView[] =>
  (revived ?? []).map(({ role, subject }) => {
    const claims = { ...mend.claims, sub: subject };
    return {
      who: { ...party, name: subject },
      how: `takes ${nameOfArn(role)} by a token for ${subject}, which its trust names already`,
      today: 'denied',
      after: deckOfAnswer(askToken(after, { ...mend, role, claims })),
      gains: `what ${nameOfArn(role)} may do`,
    };
  });

/** The same in one sentence; null where nobody gets in again. */
export function sayRevived({ mend, revived }: Opening): string | null {
  const said = (revived ?? []).map(
    ({ role, subject }) => `${subject} to ${nameOfArn(role)}`,
  );
  return said.length === 0
    ? null
    : `The provider ${hostOfProvider(mend.provider)} is made again, and those whom trust policies of the account name get in again by it: ${saySome(said, SAID_MAX, 'and')}. Remove their statements first where they shall stay out.`;
}

/** Who else may gain: what no reading of ours tells. */
export function sayUnknownOf({ mend, revived }: Opening, accountName: string): string[] {
  const { name } = describeIssuer(mend.provider);
  return [
    `Who can get a token for ${mend.claims['sub']} is for ${name} to say, and is not known here.`,
    ...(revived
      ? [
          `Other roles of ${accountName} are known by its latest reading: who gets in again by trust policies that were changed since is not known.`,
        ]
      : []),
  ];
}
