import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, typedAnswerOf } from '@/components/ui/answer-of';
import type { PreviewView } from '@/lib/setup/preview-view';
import type { DraftFields } from '@/lib/setup/schema';

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
