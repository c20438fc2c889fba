import { setTimeout as sleep } from 'node:timers/promises';

type Pace = { burst: number; perSecond: number };
/** Waits until one more call may be made. */
export type Pacer = () => Promise<void>;
export type Pacers = (key: string, pace: Pace) => Pacer;

/** Calls a second that a read may make in one account; a person's own calls are not paced. */
export const IAM_READ_PACE: Pace = { burst: 5, perSecond: 5 };
export const S3_READ_PACE: Pace = { burst: 20, perSecond: 20 };

/** One bucket of permits a key: `burst` at once, then `perSecond`. */
export function createPacers(now: () => number, wait = sleep): Pacers {
  const nextFreeAt = new Map<string, number>();
  return (key, pace) => async () => {
    const spacingMs = 1000 / pace.perSecond;
    const at = now();
    const earliest = at - (pace.burst - 1) * spacingMs;
    const slot = Math.max(nextFreeAt.get(key) ?? earliest, earliest);
    nextFreeAt.set(key, slot + spacingMs);
    if (slot > at) await wait(slot - at);
  };
}
