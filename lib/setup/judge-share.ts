import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { judgeRole, judgeWorst, type RoleVerdictView } from './judge-role';
import { judgeUse } from './judge-use';
import type { RoleRequest } from './recipes/role-request';
import type { ShareRequest } from './recipes/share-request';
import { bridgeOf } from './say/bridge';
import { deedOf, placeOf, type Sides, subjectOf } from './say/names';
import { askCrossing } from './world/ask-crossing';

/** Of a large group the first members stand for all. */
const ASKERS_MAX = 25;

export const callersOf = ({ askers }: Pick<RoleRequest, 'askers'>): string[] =>
  askers.slice(0, ASKERS_MAX);

/**
 * Asks the engine whether the trusted principals can become the role and whether the role can
 * then do what was promised.
 */
export function judgeShare(
  facts: WorldFacts,
  request: ShareRequest,
  sides: Sides,
): RoleVerdictView {
  const { use, last } = judgeUse(facts, request, { share: request, policy: '' });
  const verdict = judgeRole(
    {
      crossing: judgeWorst(askCrossing(facts, callersOf(request), request)),
      use,
    },
    {
      roleName: request.roleName,
      caller: `role policy of ${sides.who}`,
      subject: subjectOf(request, sides),
      deed: deedOf(request, sides),
      last,
    },
  );
  return { ...verdict, bridge: bridgeOf(request, placeOf(request), sides, verdict) };
}
