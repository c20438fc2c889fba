import type { IssuedCredentials } from '@/lib/credentials/schema';

/** How long keys stay in the page's memory after they were fetched. */
export const HOLD_MS = 60_000;

type Timers = {
  set: (run: () => void, delayMs: number) => unknown;
  clear: (timer: unknown) => void;
};

export type SecretHold = {
  put: (issued: IssuedCredentials) => void;
  /** The keys, while they are held. */
  read: () => IssuedCredentials | null;
  wipe: () => void;
};

/**
 * Keeps issued keys in a closure, outside React's state and the DOM, and forgets them after a
 * minute or when told to. `onWipe` is called each time that something was forgotten.
 */
export function createSecretHold(onWipe: () => void, timers: Timers): SecretHold {
  let held: IssuedCredentials | null = null;
  let timer: unknown = null;

  function wipe(): void {
    timers.clear(timer);
    const wasHeld = held !== null;
    held = null;
    if (wasHeld) onWipe();
  }
  return {
    put: (issued) => {
      timers.clear(timer);
      held = issued;
      timer = timers.set(wipe, HOLD_MS);
    },
    read: () => held,
    wipe,
  };
}
