import type { BridgeView, LockView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { deckOfAnswer, type RoleVerdictView } from '../judge-role';
import { judgeShare } from '../judge-share';
import type { ShareRequest } from '../recipes/share-request';
import { askBucket, promisedActions } from '../world/ask';
import { askKeyUse } from '../world/ask-key';
import { bridgeOf } from './bridge';
import { deedOf, placeOf, type Sides, subjectOf } from './names';

/** What holds before anything is written: by the role if it is there, or without any role. */
export function judgeToday(
  facts: WorldFacts,
  request: ShareRequest,
  sides: Sides,
): RoleVerdictView {
  return directVerdict(facts, request, sides) ?? judgeShare(facts, request, sides);
}

/** The bucket policy alone may let everybody of the request in already. */
function directVerdict(
  facts: WorldFacts,
  request: ShareRequest,
  sides: Sides,
): RoleVerdictView | null {
  const actions = promisedActions(request);
  const isIn =
    request.askers.length > 0 &&
    request.askers.every((arn) =>
      [
        ...actions.map((action) => askBucket(facts, arn, request, action)),
        ...askKeyUse(facts, arn, request),
      ].every((answer) => deckOfAnswer(answer) === 'works'),
    );
  if (!isIn || actions.length === 0) return null;
  const lock: LockView = {
    number: 1,
    label: `bucket policy of ${request.bucket}`,
    state: 'open',
    sentence: `The bucket policy of ${request.bucket} lets ${sides.who} in without a role.`,
  };
  const deck: BridgeView['deck'] = 'works';
  const sentence = `${subjectOf(request, sides)} can ${deedOf(request, sides)} already, without a role.`;
  const locks = [lock];
  const bridge = {
    ...bridgeOf(request, placeOf(request), sides, { deck, locks, sentence }),
    label: 'no role',
  };
  return { deck, locks, sentence, bridge };
}
