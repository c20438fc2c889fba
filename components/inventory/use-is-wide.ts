'use client';

import { useSyncExternalStore } from 'react';

/** Wide enough for a list and its proof beside each other: the breakpoint `xl`. */
const QUERY = '(width >= 67.5rem)';

function subscribe(listener: () => void): () => void {
  const media = matchMedia(QUERY);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Null on the server, which does not see the screen. */
export function useIsWide(): boolean | null {
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => matchMedia(QUERY).matches,
    () => null,
  );
}
