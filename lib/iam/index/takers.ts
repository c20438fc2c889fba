import type { Verdict } from '../evaluate/decide-question';
import type { WhoCan } from './who-can';

/** One who can take a role: an ARN, the name of a service, or a provider. */
export type Taker = { principal: string; verdict: Verdict };

/** The groups of an answer one by one, with services and providers, by name. */
export function takersOf({ groups, outsiders }: WhoCan): Taker[] {
  const collected = groups.flatMap(({ verdict, members }) =>
    members.flatMap(({ principals }) =>
      principals.map(({ arn }) => ({ principal: arn, verdict })),
    ),
  );
  const others = outsiders().map(({ principal, verdict }) => ({
    principal: 'Service' in principal ? principal.Service : principal.Federated,
    verdict,
  }));
  return [...collected, ...others].sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

/** As the command line and the API print it. */
export type TakerAnswer = {
  principal: string;
  decision: Verdict['decision'];
  conditionKeys?: string[];
  reason: string;
};

export const takerAnswer = ({
  principal,
  verdict: { decision, reason, conditionKeys },
}: Taker): TakerAnswer => ({
  principal,
  decision,
  ...(conditionKeys.length > 0 && { conditionKeys }),
  reason,
});
