import type { BridgeView, LockView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { deckOfAnswer, judgeShare, type ShareVerdict } from '../judge-share';
import type { ShareRequest } from '../recipes/share-bucket';
import { askBucket, promisedActions } from '../world/ask';
import { bridgeOf } from './bridge';
import { deedOf, type Sides, subjectOf } from './names';

/** What holds before anything is written: by the role if it is there, or without any role. */
export function judgeToday(
  facts: WorldFacts,
  request: ShareRequest,
  sides: Sides,
): ShareVerdict & { isDirect: boolean } {
  const direct = directVerdict(facts, request, sides);
  if (direct) return { ...direct, isDirect: true };
  return { ...judgeShare(facts, request, sides), isDirect: false };
}

/** The bucket policy alone may let everybody of the request in already. */
function directVerdict(
  facts: WorldFacts,
  request: ShareRequest,
  sides: Sides,
): ShareVerdict | null {
  const actions = promisedActions(request);
  const isIn = request.askers.every((arn) =>
    actions.every(
      (action) => deckOfAnswer(askBucket(facts, arn, request, action)) === 'works',
    ),
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
    ...bridgeOf(request, sides, { deck, locks, sentence }),
    label: 'no role',
  };
  return { deck, locks, sentence, bridge };
}
