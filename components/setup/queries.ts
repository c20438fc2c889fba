import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, typedAnswerOf } from '@/components/ui/answer-of';
import type { PlanView } from '@/lib/setup/plan-views';
import type { PreviewView } from '@/lib/setup/preview-view';
import type { DraftFields } from '@/lib/setup/schema';
import { isMovingOn } from './plan-state';

const POLL_EVERY_MS = 1_000;
const POLL_OWNER_EVERY_MS = 3_000;
const VERDICT_KEPT_MS = 30_000;

/** The verdict on a draft. An answer that is no longer asked for is aborted. */
export const previewQuery = (previewUrl: string, fields: DraftFields) =>
  queryOptions({
    queryKey: ['setup-preview', previewUrl, fields],
    queryFn: async ({ signal }) => {
      const response = await fetch(previewUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fields }),
        signal,
      });
      return typedAnswerOf<PreviewView>(response, 'bridge');
    },
    placeholderData: keepPreviousData,
    staleTime: VERDICT_KEPT_MS,
    gcTime: VERDICT_KEPT_MS,
    retry: 1,
  });

/** A file of a plan. It never changes while the page is open. */
export const exportQuery = (href: string) =>
  queryOptions({
    queryKey: ['plan-export', href],
    queryFn: async ({ signal }) => {
      const response = await fetch(href, { signal });
      if (!response.ok) await answerOf(response);
      return response.text();
    },
    staleTime: VERDICT_KEPT_MS,
    retry: 1,
  });

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
