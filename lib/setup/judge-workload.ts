import type { BridgeView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { lockOn, OWNER_LAYERS } from './judge-lock';
import { callerLock, judgeWorst, type RoleVerdictView, sentenceOf } from './judge-role';
import { furthestIn, judgeOutside } from './judge-vendor';
import type { WorkloadRequest } from './recipes/workload-request';
import { deedOf, placeOf, type Sides, subjectOf } from './say/names';
import { askKeyUse } from './world/ask-key';
import { askBucketUse, askUse } from './world/ask-workload';

/** Asks the engine whether the caller may use the bucket, and S3 the key for it. */
export function judgeWorkload(
  facts: WorldFacts,
  request: WorkloadRequest,
  sides: Sides,
): RoleVerdictView {
  const { who, bucket } = request;
  const arn = callerOfUse(facts, request);
  const onBucket = askBucketUse(facts, arn, request);
  const onKey = askKeyUse(facts, arn, request);
  const answers = [...onBucket, ...onKey];
  const use = who ? judgeWorst(answers) : judgeOutside(answers);
  const own = who ? `${who.kind} policy of ${who.name}` : `policies of ${sides.who}`;
  const locks = [
    callerLock(use, own),
    lockOn(2, `bucket policy of ${bucket}`, onBucket, OWNER_LAYERS),
    ...(onKey.length > 0
      ? [lockOn(3, `key policy of ${bucket}`, onKey, OWNER_LAYERS)]
      : []),
  ];
  const subject = userOf(request, sides);
  const deed = deedOf(request, sides);
  const sentence = sentenceOf(use.deck, [use], locks, { subject, deed });
  const bridge = bridgeOf(request, sides, { deck: use.deck, locks, sentence });
  return { deck: use.deck, locks, sentence, bridge };
}

/** Who calls: the one that is named, or somebody of an account that is named alone. */
export const callerOfUse = (facts: WorldFacts, request: WorkloadRequest): string =>
  request.who
    ? request.who.arn
    : furthestIn(facts, request.trusted, (arn) => askUse(facts, arn, request));

/** `ci-deploy in Tooling`, `Anyone in Tooling whose own policies allow it` */
export const userOf = ({ who, trusted }: WorkloadRequest, sides: Sides): string =>
  who ? `${who.name} in ${sides.trustedName}` : subjectOf({ trusted }, sides);

const bridgeOf = (
  { who, trusted, trustingAccountId, ...request }: WorkloadRequest,
  sides: Sides,
  verdict: Pick<BridgeView, 'deck' | 'locks' | 'sentence'>,
): BridgeView => ({
  left: {
    shape: 'trusted',
    title: who ? sides.who : 'everyone',
    subtitle: sides.trustedName,
    accountId: who ? who.accountId : trusted.accountId,
    isProduction: sides.trustedIsProduction,
  },
  right: {
    shape: 'trusting',
    title: placeOf(request),
    subtitle: sides.trustingName,
    accountId: trustingAccountId,
    isProduction: sides.trustingIsProduction,
  },
  label: who ? 'as itself' : 'as themselves',
  ...verdict,
});
