import type { ActivityEntry, StoredPlan } from '@/lib/ports';

type By = { actorId: string; actorName: string };

/** What is on record before a test makes its calls, for it may write to a bucket. */
export const testIntent = (
  { id: planId, workspaceId, body }: StoredPlan,
  by: By,
  sentence: string,
): ActivityEntry => ({
  workspaceId,
  ...by,
  event: 'plan.test',
  outcome: 'intent',
  sentence,
  target: body.roleArn,
  planId,
  details: {},
});
