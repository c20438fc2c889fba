'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** The time in ms, in steps; null on the server and while the page wakes up. */
export function useNow(stepMs: number): number | null {
  const subscribe = useCallback(
    (onTick: () => void) => {
      const timer = setInterval(onTick, Math.min(stepMs, 1_000));
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  return useSyncExternalStore<number | null>(
    subscribe,
    () => Math.floor(Date.now() / stepMs) * stepMs,
    () => null,
  );
}
