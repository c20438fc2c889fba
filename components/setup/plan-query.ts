import { queryOptions } from '@tanstack/react-query';
import { typedAnswerOf } from '@/components/ui/answer-of';
import type { PlanView } from '@/lib/setup/plan-views';
import { isMovingOn } from './plan-state';

const POLL_EVERY_MS = 1_000;
const POLL_OWNER_EVERY_MS = 3_000;

/** The plan as it stands; asked every second while something is being written or proven. */
export const planQuery = (statusUrl: string, plan: PlanView, isAwaitingProof: boolean) =>
  queryOptions({
    queryKey: ['plan', plan.id],
    queryFn: async ({ signal }) =>
      typedAnswerOf<PlanView>(await fetch(statusUrl, { signal }), 'roleArn'),
    initialData: plan,
    // The next visit starts from what the server says then.
    gcTime: 0,
    refetchOnMount: isMovingOn(plan),
    retry: false,
    refetchInterval: ({ state }) => {
      const now = state.data ?? plan;
      if (isAwaitingProof || isMovingOn(now)) return POLL_EVERY_MS;
      return now.state === 'waiting' ? POLL_OWNER_EVERY_MS : false;
    },
  });
