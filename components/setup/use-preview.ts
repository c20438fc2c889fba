'use client';
import { useQuery } from '@tanstack/react-query';
import { useDebounced } from '@/components/ui/use-debounced';
import type { PreviewView } from '@/lib/setup/preview-view';
import type { DraftFields } from '@/lib/setup/schema';
import { previewQuery } from './queries';

const TYPING_PAUSE_MS = 120;

export type Preview = {
  /** The newest verdict; an older one stays while the next is on its way. */
  data: PreviewView | null;
  isFresh: boolean;
  error: string | null;
  retry: () => void;
};

export function usePreview(previewUrl: string, fields: DraftFields): Preview {
  const settled = useDebounced(fields, TYPING_PAUSE_MS);
  const query = useQuery(previewQuery(previewUrl, settled));
  return {
    data: query.data ?? null,
    isFresh: settled === fields && query.isSuccess && !query.isPlaceholderData,
    error: query.error ? query.error.message : null,
    retry: () => void query.refetch(),
  };
}
