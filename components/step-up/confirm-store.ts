import { STEP_UP_MS, type StepUp } from '@/lib/core/step-up';

/** What waits for the person to confirm that it is them. */
export type Waiting = {
  /** A role's ARN, or what else is to be done. */
  subject: string;
  /** The same for people: `deploy in Prod`. */
  what: string;
  /** The secret that goes with what was asked for; null when they left. */
  settle: (confirmation: string | null) => void;
};

let waiting: Waiting | null = null;
let confirmedMs = Number.NEGATIVE_INFINITY;
const listeners = new Set<() => void>();

function put(next: Waiting | null) {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Opens the dialog; one at a time. */
export function askToConfirm(subject: string, what: string): Promise<string | null> {
  waiting?.settle(null);
  return new Promise((resolve) => {
    put({
      subject,
      what,
      settle: (confirmation) => {
        if (confirmation !== null) confirmedMs = Date.now();
        put(null);
        resolve(confirmation);
      },
    });
  });
}

/** Whether to ask before the console does: the page may be older than the last confirmation. */
export const hasToConfirm = (stepUp: StepUp): boolean =>
  stepUp === 'each-time' ||
  (stepUp === 'every-12-h' && Date.now() - confirmedMs > STEP_UP_MS);

export function subscribeToWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const readWaiting = (): Waiting | null => waiting;
