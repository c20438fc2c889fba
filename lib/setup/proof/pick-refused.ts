import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { deckOfAnswer } from '../judge-role';
import { CALLERS_MAX } from '../world/ask';

export const NOT_OURS_TO_PLAY = /:role\/(?:aws-reserved|aws-service-role|drawbridge)\//;

/**
 * Somebody of an account whom the engine expects to be refused whatever is asked; best one
 * whose own policies would allow some of it, for then the refusal is the other side's doing.
 *
 * @param others who may not be picked, by ARN: those who may come in, and the role itself
 */
export function pickRefused(
  facts: WorldFacts,
  accountId: string,
  others: string[],
  ask: (arn: string) => Answer[],
): string | null {
  const account = facts.accounts.get(accountId);
  const refused = [
    ...(account?.usersByArn.keys() ?? []),
    ...(account?.rolesByArn.keys() ?? []),
  ]
    .filter((arn) => !others.includes(arn) && !NOT_OURS_TO_PLAY.test(arn))
    .slice(0, CALLERS_MAX)
    .map((arn) => ({ arn, answers: ask(arn) }))
    .filter(({ answers }) =>
      answers.every((answer) => deckOfAnswer(answer) === 'denied'),
    );
  const able = refused.find(({ answers }) =>
    answers.some(({ layers }) =>
      layers.some(({ layer, verdict }) => layer === 'identity' && verdict === 'allows'),
    ),
  );
  return (able ?? refused[0])?.arn ?? null;
}
