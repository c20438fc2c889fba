import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
import type { WorkloadRequest } from '../recipes/workload-request';
import { askBucket, NOT_SENT, promisedActions } from './ask';

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
