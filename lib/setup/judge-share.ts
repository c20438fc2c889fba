import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { type Judged, judgeRole, judgeWorst, type RoleVerdictView } from './judge-role';
import { judgeUse } from './judge-use';
import { callerIn, judgeOutside } from './judge-vendor';
import type { RoleRequest } from './recipes/role-request';
import type { ShareRequest } from './recipes/share-request';
import { bridgeOf } from './say/bridge';
import { deedOf, placeOf, type Sides, subjectOf } from './say/names';
import { askCrossing } from './world/ask-crossing';

/** Of a large group the first members stand for all. */
const ASKERS_MAX = 25;

/** Who is asked about: those who are named, or somebody of an account that was named alone. */
export function callersOf(facts: WorldFacts, request: RoleRequest): string[] {
  const { trusted, askers } = request;
  return isAccountAlone(request) && trusted.kind === 'account'
    ? [callerIn(facts, trusted, request)]
    : askers.slice(0, ASKERS_MAX);
}

/** Whether a whole account is trusted, and nobody of it was picked. */
const isAccountAlone = ({ trusted, askers }: RoleRequest): boolean =>
  trusted.kind === 'account' && askers.length === 0;

/** What comes of asking for the role: of an account alone, what its own policies say is its own. */
export const judgeCrossing = (facts: WorldFacts, request: RoleRequest): Judged => {
  const answers = askCrossing(facts, callersOf(facts, request), request);
  return isAccountAlone(request) ? judgeOutside(answers) : judgeWorst(answers);
};

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
      crossing: judgeCrossing(facts, request),
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
