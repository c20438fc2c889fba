import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { actionsFor } from './guards/guard-of';
import { judgeRole, judgeWorst, type RoleVerdictView } from './judge-role';
import { type RoleRequest, roleArnOf } from './recipes/role-request';
import type { ShareRequest } from './recipes/share-request';
import { bridgeOf } from './say/bridge';
import { deedOf, placeOf, type Sides, subjectOf } from './say/names';
import { askAssume, askBeside, askBucket, promisedActions } from './world/ask';

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
  const uses = promisedActions(request).map((action) =>
    askBucket(facts, roleArn, request, action),
  );
  const verdict = judgeRole(
    { crossing: judgeWorst(crossingsOf(facts, request)), use: judgeWorst(uses) },
    {
      roleName: request.roleName,
      caller: `role policy of ${sides.who}`,
      subject: subjectOf(request, sides),
      deed: deedOf(request, sides),
    },
  );
  return { ...verdict, bridge: bridgeOf(request, placeOf(request), sides, verdict) };
}

/** Everything that the askers need to become the role, the main thing first. */
function crossingsOf(facts: WorldFacts, request: RoleRequest): Answer[] {
  const roleArn = roleArnOf(request);
  const askers = request.askers.slice(0, ASKERS_MAX);
  return [
    ...askers.map((arn) => askAssume(facts, arn, roleArn)),
    ...actionsFor(request.guards).flatMap((action) =>
      askers.map((arn) => askBeside(facts, arn, roleArn, action)),
    ),
  ];
}
