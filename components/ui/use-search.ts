'use client';
import { useQuery } from '@tanstack/react-query';
import type { SearchHit } from '@/lib/inventory/schema';
import { fittingHits } from './fitting-hits';
import { searchQuery } from './search-query';
import { useDebounced } from './use-debounced';

const TYPING_PAUSE_MS = 120;

export type Search = { hits: SearchHit[]; isLoading: boolean; emptyText: string };

/**
 * What the inventory knows by this text. Until it has answered, what it knew by an earlier text
 * is offered as far as it fits.
 */
export function useSearch(
  searchUrl: string,
  kinds: string,
  text: string,
  nothing: string,
): Search {
  const asked = useDebounced(text, TYPING_PAUSE_MS);
  const query = useQuery(searchQuery(searchUrl, kinds, asked));
  const known = query.data ?? [];
  const isLoading = asked !== text || query.isPending || query.isPlaceholderData;
  const emptyText = query.error
    ? `${query.error.message} Type the ARN instead.`
    : nothing;
  return { hits: isLoading ? fittingHits(known, text) : known, isLoading, emptyText };
}
