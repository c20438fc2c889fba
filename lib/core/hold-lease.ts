/** How a lease is taken, for a holder who is named anew each time. */
export type Lease = {
  /** Takes it or renews it; false while another one holds it. */
  take(): Promise<boolean>;
  release(): Promise<void>;
  clock: { now(): Date; sleep(milliseconds: number): Promise<void> };
  /** What is held, for the error of a lease that was lost. */
  what: string;
};

/** Longer than a lease: the one of a process that was killed has then run out. */
const TRY_MS = 40_000;
const TRY_EVERY_MS = 2_000;

export const LEASE_SECONDS = 30;

/**
 * Works alone on what the lease stands for. Waits for the lease that a killed process left
 * behind; a living one renews its own, and is then left to its work. False when it was.
 */
export async function holdLease(
  lease: Lease,
  work: (renew: () => Promise<void>) => Promise<void>,
): Promise<boolean> {
  if (!(await takeInTime(lease))) return false;
  try {
    await work(async () => {
      if (!(await lease.take())) throw leaseLost(lease.what);
    });
  } finally {
    await lease.release();
  }
  return true;
}

const LEASE_LOST = 'LeaseLost';

const leaseLost = (what: string): Error =>
  Object.assign(new Error(`The lease of ${what} was taken over.`), { name: LEASE_LOST });

/** Another process works on it now: nothing more may be written, not even that it stopped. */
export const isLeaseLost = (error: unknown): boolean =>
  error instanceof Error && error.name === LEASE_LOST;

async function takeInTime({ take, clock }: Lease): Promise<boolean> {
  const until = clock.now().getTime() + TRY_MS;
  while (!(await take())) {
    if (clock.now().getTime() >= until) return false;
    await clock.sleep(TRY_EVERY_MS);
  }
  return true;
}
