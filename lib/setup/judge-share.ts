import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { judgeRole, judgeWorst, type RoleVerdictView } from './judge-role';
import { roleArnOf } from './recipes/role-request';
import type { ShareRequest } from './recipes/share-request';
import { bridgeOf } from './say/bridge';
import { deedOf, placeOf, type Sides, subjectOf } from './say/names';
import { askAssume, askBucket, promisedActions } from './world/ask';

/** Of a large group the first members stand for all. */
const ASKERS_MAX = 25;

/**
 * Asks the engine whether the trusted principals can become the role and whether the role can
 * then do what was promised.
 */
export function judgeShare(
  facts: WorldFacts,
  request: ShareRequest,
  sides: Sides,
): RoleVerdictView {
  const roleArn = roleArnOf(request);
  const crossings = request.askers
    .slice(0, ASKERS_MAX)
    .map((arn) => askAssume(facts, arn, roleArn));
  const uses = promisedActions(request).map((action) =>
    askBucket(facts, roleArn, request, action),
  );
  const verdict = judgeRole(
    { crossing: judgeWorst(crossings), use: judgeWorst(uses) },
    {
      roleName: request.roleName,
      caller: `role policy of ${sides.who}`,
      subject: subjectOf(request, sides),
      deed: deedOf(request, sides),
    },
  );
  return { ...verdict, bridge: bridgeOf(request, placeOf(request), sides, verdict) };
}
