import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Trusted } from '../fields/principals';
import { askingOf, breachesOf, questionOf, rightAsking } from '../guards/asks';
import { callerIn, judgeOutside } from '../judge-vendor';
import { askAssume } from '../world/ask';
import type { BlankRequest } from './blank-request';
import { roleArnOf } from './role-request';

/** What another statement of the same document makes of its guards, in words; null for nothing. */
export function sayHoles(
  facts: WorldFacts,
  request: BlankRequest,
  trusted: Trusted[],
  now: Date,
): string | null {
  for (const one of trusted) {
    const holes = holesFor(facts, request, one, now);
    const whom = one.kind === 'account' ? `anyone in ${one.name}` : one.name;
    if (holes.length > 0)
      return `Another statement lets ${whom} in ${holes.join(', ')}: the guard keeps nobody out.`;
  }
  return null;
}

function holesFor(
  facts: WorldFacts,
  request: BlankRequest,
  { kind, arn, name, account: { id: accountId, partition } }: Trusted,
  now: Date,
): string[] {
  const roleArn = roleArnOf(request);
  const caller =
    kind === 'account' ? callerIn(facts, { kind, accountId, partition }, request) : arn;
  const scene = {
    principalName: name,
    sessionName: 'any',
    noise: 'A'.repeat(16),
    now,
  };
  const right = rightAsking(request.guards, scene);
  return breachesOf(request.guards, scene)
    .filter((breach) => {
      const known = questionOf(askingOf(right, breach));
      return judgeOutside([askAssume(facts, caller, roleArn, known)]).deck === 'works';
    })
    .map(({ how }) => how);
}
