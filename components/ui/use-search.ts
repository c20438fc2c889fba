'use client';
import { useQuery } from '@tanstack/react-query';
import type { SearchHit } from '@/lib/inventory/schema';
import { searchQuery } from './search-query';
import { useDebounced } from './use-debounced';

const TYPING_PAUSE_MS = 120;

export type Search = { hits: SearchHit[]; isLoading: boolean; emptyText: string };

/** What the inventory knows by this text. */
export function useSearch(
  searchUrl: string,
  kinds: string,
  text: string,
  nothing: string,
): Search {
  const query = useQuery(
    searchQuery(searchUrl, kinds, useDebounced(text, TYPING_PAUSE_MS)),
  );
  const emptyText = query.error
    ? `${query.error.message} Type the ARN instead.`
    : nothing;
  return { hits: query.data ?? [], isLoading: query.isPending, emptyText };
}
