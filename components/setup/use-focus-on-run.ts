'use client';
import { useEffect, useRef } from 'react';

export const RUN_TITLE_ID = 'plan-run';

/** The button that starts a run goes away with its bar: what had the focus there goes to the run. */
export function useFocusOnRun(isReady: boolean): void {
  const wasReady = useRef(isReady);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (wasReady.current && !isReady && isLost)
      document.getElementById(RUN_TITLE_ID)?.focus();
    wasReady.current = isReady;
  }, [isReady]);
}
