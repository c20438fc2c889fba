import type { DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { askAlike } from '@/lib/iam/index/ask-alike';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { deckOfAnswer } from '../judge-role';

/**
 * How principals stand to roles. Many are asked about at the cost of few: policies are judged
 * once for all that are alike.
 */
export function deckReader(
  facts: WorldFacts,
): (arn: string, roleArn: string) => DeckState {
  const ask = askAlike(facts, OPEN);
  return (arn, roleArn) => deckOfAnswer(ask({ AWS: arn }, roleArn));
}
