'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { readWaiting, subscribeToWaiting } from './confirm-store';

// Few clicks need it; those that do wait for it a moment.
const ConfirmDialog = lazy(() =>
  import('./confirm-dialog').then((room) => ({ default: room.ConfirmDialog })),
);

/** Where the dialog opens, whatever page asked for it. */
export function ConfirmRoom() {
  const waiting = useSyncExternalStore(subscribeToWaiting, readWaiting, () => null);
  return waiting ? (
    <Suspense>
      <ConfirmDialog key={waiting.subject} waiting={waiting} />
    </Suspense>
  ) : null;
}
