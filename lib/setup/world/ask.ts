import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { matchAction } from '@/lib/iam/match/match-action';
import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import type { Question } from '@/lib/iam/question';
import { type BucketShare, PROMISED } from '../recipes/share-request';

/** How many callers are asked about, one by one, to find one that fits. */
export const CALLERS_MAX = 300;

/** May a principal become a role? What only the moment of asking can tell stays open. */
export const askAssume = (
  facts: WorldFacts,
  arn: string,
  roleArn: string,
  known: Known = { context: {} },
  action = 'sts:AssumeRole',
): Answer =>
  evaluate(facts, {
    action,
    principal: { AWS: arn },
    resource: roleArn,
    ...known,
    unknownKeys: 'assume-unknown',
  });

type BucketAction = { action: string; key: string | null };

type Known = Pick<Question, 'context' | 'absentKeys'>;

/** Our calls name no encryption, so that an object gets the bucket's own. */
export const NOT_SENT = [
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
];

/** May somebody do this in the bucket? Our calls are encrypted, so that much is known. */
export function askBucket(
  facts: WorldFacts,
  arn: string,
  request: Pick<BucketShare, 'partition' | 'bucket'>,
  { action, key }: BucketAction,
  known: Known = { context: {} },
): Answer {
  const bucketArn = `arn:${request.partition}:s3:::${request.bucket}`;
  const isList = action === 's3:ListBucket';
  return evaluate(facts, {
    action,
    principal: { AWS: arn },
    resource: isList ? bucketArn : `${bucketArn}/${key ?? ''}`,
    context: {
      'aws:SecureTransport': 'true',
      ...(isList ? { 's3:prefix': key ?? '' } : {}),
      ...known.context,
    },
    absentKeys: known.absentKeys ?? [],
    unknownKeys: 'assume-unknown',
  });
}

const MARKER = 'drawbridge-marker.txt';

/** How keys of the shared part begin: `logs/` of `logs/*`. */
export const stemOf = (keys: string | null): string => (keys ?? '').replace(/\*$/, '');

/** The one object that a proof writes. */
export const markerKey = (keys: string | null): string => `${stemOf(keys)}${MARKER}`;

const CUSTOM_CANDIDATES = ['s3:ListBucket', 's3:GetObject', 's3:PutObject'];

/** What the share promises, as single questions to the engine. */
export function promisedActions(request: BucketShare): BucketAction[] {
  const { keys } = request;
  return actionsOf(request).map((action) => ({
    action,
    key: action === 's3:ListBucket' ? stemOf(keys) : markerKey(keys),
  }));
}

function actionsOf({ access, customPolicy }: BucketShare): string[] {
  if (access !== 'custom') return PROMISED[access];
  const { statements } = parsePolicy(customPolicy, 'identity');
  return CUSTOM_CANDIDATES.filter((candidate) =>
    statements.some(
      ({ effect, action }) =>
        effect === 'Allow' && matchAction(action, candidate.toLowerCase()),
    ),
  );
}
