import type { BridgeView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { CALLER_LAYERS, lockOn, OWNER_LAYERS } from './judge-lock';
import { judgeWorst, type RoleVerdictView, sentenceOf } from './judge-role';
import type { WorkloadRequest } from './recipes/workload-request';
import { deedOf, placeOf, type Sides } from './say/names';
import { askKeyUse } from './world/ask-key';
import { askBucketUse } from './world/ask-workload';

/** Asks the engine whether the caller may use the bucket, and S3 the key for it. */
export function judgeWorkload(
  facts: WorldFacts,
  request: WorkloadRequest,
  sides: Sides,
): RoleVerdictView {
  const { who, bucket } = request;
  const onBucket = askBucketUse(facts, who.arn, request);
  const onKey = askKeyUse(facts, who.arn, request);
  const locks = [
    lockOn(
      1,
      `${who.kind} policy of ${who.name}`,
      [...onBucket, ...onKey],
      CALLER_LAYERS,
    ),
    lockOn(2, `bucket policy of ${bucket}`, onBucket, OWNER_LAYERS),
    ...(onKey.length > 0
      ? [lockOn(3, `key policy of ${bucket}`, onKey, OWNER_LAYERS)]
      : []),
  ];
  const use = judgeWorst([...onBucket, ...onKey]);
  const subject = `${who.name} in ${sides.trustedName}`;
  const deed = deedOf(request, sides);
  const sentence = sentenceOf(use.deck, [use], locks, { subject, deed });
  const bridge = bridgeOf(request, sides, { deck: use.deck, locks, sentence });
  return { deck: use.deck, locks, sentence, bridge };
}

const bridgeOf = (
  { who, trustingAccountId, ...request }: WorkloadRequest,
  sides: Sides,
  verdict: Pick<BridgeView, 'deck' | 'locks' | 'sentence'>,
): BridgeView => ({
  left: {
    shape: 'trusted',
    title: sides.who,
    subtitle: sides.trustedName,
    accountId: who.accountId,
    isProduction: sides.trustedIsProduction,
  },
  right: {
    shape: 'trusting',
    title: placeOf(request),
    subtitle: sides.trustingName,
    accountId: trustingAccountId,
    isProduction: sides.trustingIsProduction,
  },
  label: 'as itself',
  ...verdict,
});
