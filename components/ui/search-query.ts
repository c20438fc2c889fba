import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SearchHit } from '@/lib/inventory/schema';
import { typedAnswerOf } from './answer-of';

const KEPT_MS = 30_000;

/** Principals or buckets of the inventory whose name, account or ARN holds the text. */
export const searchQuery = (searchUrl: string, kinds: string, text: string) =>
  queryOptions({
    queryKey: ['search', searchUrl, kinds, text],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ q: text, kinds });
      const response = await fetch(`${searchUrl}?${query}`, { signal });
      return typedAnswerOf<SearchHit[]>(response, 'list');
    },
    placeholderData: keepPreviousData,
    staleTime: KEPT_MS,
    retry: 1,
  });
