import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
import type { WorkloadRequest } from '../recipes/workload-request';
import { askBucket, NOT_SENT, promisedActions } from './ask';
import { askKeyUse } from './ask-key';

/** May somebody do in the bucket what the request promises? One answer for each action. */
export const askBucketUse = (
  facts: WorldFacts,
  arn: string,
  request: WorkloadRequest,
  { context, absentKeys = [] }: Pick<Question, 'context' | 'absentKeys'> = {
    context: {},
  },
): Answer[] =>
  promisedActions(request).map((action) =>
    askBucket(facts, arn, request, action, {
      context,
      absentKeys: [...NOT_SENT, ...absentKeys],
    }),
  );

/** The same, and may S3 use the bucket's key for them? */
export const askUse = (
  facts: WorldFacts,
  arn: string,
  request: WorkloadRequest,
  known?: Pick<Question, 'context' | 'absentKeys'>,
): Answer[] => [
  ...askBucketUse(facts, arn, request, known),
  ...askKeyUse(facts, arn, request, known),
];
