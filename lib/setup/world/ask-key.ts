import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
import type { BucketRight } from '@/lib/iam/render/bucket-statements';
import { keyActions, throughS3 } from '@/lib/iam/render/key-use';
import { type BucketShare, keyOf } from '../recipes/share-request';
import { promisedActions } from './ask';

type Known = Pick<Question, 'context' | 'absentKeys'>;

const RIGHT_OF: Record<string, BucketRight> = {
  's3:GetObject': 'read',
  's3:PutObject': 'write',
};

/** What a share needs of the bucket's key. */
export const keyActionsOf = (request: BucketShare): string[] =>
  keyActions(promisedActions(request).flatMap(({ action }) => RIGHT_OF[action] ?? []));

/** May S3 use the bucket's key for somebody, as that takes? None where no key is needed. */
export const askKeyUse = (
  facts: WorldFacts,
  arn: string,
  request: BucketShare,
  known: Known = { context: {} },
): Answer[] => askKey(facts, arn, request, keyActionsOf(request), known);

/** What a single call needs of the key: one whole object is written without reading it back. */
const NEEDS: Record<string, string[]> = {
  's3:GetObject': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey'],
};

/** The same of one call on an object. */
export const askKeyOfCall = (
  facts: WorldFacts,
  arn: string,
  request: BucketShare,
  action: string,
  known: Known = { context: {} },
): Answer[] => askKey(facts, arn, request, NEEDS[action] ?? [], known);

export function askKey(
  facts: WorldFacts,
  arn: string,
  request: BucketShare,
  actions: string[],
  known: Known,
): Answer[] {
  const key = keyOf(request);
  if (!key) return [];
  const via = throughS3(key).map(({ key: name, values }) => [name, values[0] ?? '']);
  return actions.map((action) =>
    evaluate(facts, {
      action,
      principal: { AWS: arn },
      resource: key.arn,
      context: {
        'aws:SecureTransport': 'true',
        ...Object.fromEntries(via),
        ...known.context,
      },
      absentKeys: known.absentKeys ?? [],
      unknownKeys: 'assume-unknown',
    }),
  );
}
