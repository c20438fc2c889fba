import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { askingOf, breachesOf, questionOf, rightAsking } from '../guards/asks';
import { blankCallers } from '../judge-blank';
import { deckOfAnswer } from '../judge-role';
import { askAssume } from '../world/ask';
import type { BlankRequest } from './blank-request';
import { roleArnOf } from './role-request';

/** What another statement of the same document makes of its guards, in words; null for nothing. */
export function sayHoles(
  facts: WorldFacts,
  request: BlankRequest,
  now: Date,
): string | null {
  const [caller] = blankCallers(facts, request);
  if (caller === undefined) return null;
  const name = nameOfArn(caller);
  const scene = { principalName: name, sessionName: 'any', noise: 'A'.repeat(16), now };
  const right = rightAsking(request.guards, scene);
  const open = breachesOf(request.guards, scene).filter((breach) => {
    const known = questionOf(askingOf(right, breach));
    const answer = askAssume(facts, caller, roleArnOf(request), known);
    return deckOfAnswer(answer) === 'works';
  });
  return open.length === 0
    ? null
    : `Another statement lets ${name} in ${open.map(({ how }) => how).join(', ')}: the guard keeps nobody out.`;
}
