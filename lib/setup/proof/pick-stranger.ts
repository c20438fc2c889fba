import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { deckOfAnswer } from '../judge-role';
import { askAssume, CALLERS_MAX } from '../world/ask';

const NOT_OURS_TO_PLAY = /:role\/(?:aws-reserved|aws-service-role|drawbridge)\//;

/**
 * Somebody of an account whom the engine expects to be refused; best one whose own
 * policies would allow it, for then the refusal is the trust policy's doing.
 */
export function pickStranger(
  facts: WorldFacts,
  accountId: string,
  askers: string[],
  roleArn: string,
): string | null {
  const account = facts.accounts.get(accountId);
  const candidates = [
    ...(account?.usersByArn.keys() ?? []),
    ...(account?.rolesByArn.keys() ?? []),
  ]
    .filter((arn) => !askers.includes(arn) && !NOT_OURS_TO_PLAY.test(arn))
    .filter((arn) => arn !== roleArn)
    .slice(0, CALLERS_MAX);
  const refused = candidates
    .map((arn) => ({ arn, answer: askAssume(facts, arn, roleArn) }))
    .filter(({ answer }) => deckOfAnswer(answer) === 'denied');
  const able = refused.find(({ answer }) =>
    answer.layers.some(
      ({ layer, verdict }) => layer === 'identity' && verdict === 'allows',
    ),
  );
  return (able ?? refused[0])?.arn ?? null;
}
