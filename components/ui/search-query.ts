import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod';
import type { SearchHit } from '@/lib/inventory/schema';
import { answerOf } from './answer-of';

const KEPT_MS = 30_000;

export const PartyKind = z.enum([
  'user',
  'group',
  'role',
  'account',
  'service',
  'federated',
  'everyone',
  'deleted',
]);

const SearchAnswer = z.array(
  z.object({
    kind: z.union([PartyKind, z.enum(['bucket', 'account-page'])]),
    id: z.string(),
    arn: z.string(),
    name: z.string(),
    accountId: z.string(),
    accountName: z.string(),
  }),
) satisfies z.ZodType<SearchHit[]>;

/** Principals or buckets of the inventory whose name, account or ARN holds the text. */
export const searchQuery = (searchUrl: string, kinds: string, text: string) =>
  queryOptions({
    queryKey: ['search', searchUrl, kinds, text],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ q: text, kinds });
      const response = await fetch(`${searchUrl}?${query}`, { signal });
      return SearchAnswer.parse(await answerOf(response));
    },
    placeholderData: keepPreviousData,
    staleTime: KEPT_MS,
    retry: 1,
  });
