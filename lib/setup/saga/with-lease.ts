import type { Clock, PlanStore, Random } from '@/lib/ports';

type Deps = {
  plans: Pick<PlanStore, 'lease' | 'release'>;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
};

const LEASE_SECONDS = 30;
/** Longer than a lease: the one of a process that was killed has then run out. */
const TRY_MS = 40_000;
const TRY_EVERY_MS = 2_000;

/**
 * Works on a plan alone. Waits for the lease that a killed process left behind; a living one
 * renews its own, and is then left to its work.
 */
export async function withLease(
  deps: Deps,
  planId: string,
  work: (renew: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const holder = deps.random.uuid();
  const take = () => deps.plans.lease(planId, holder, LEASE_SECONDS);
  if (!(await takeInTime(deps.clock, take))) return;
  try {
    await work(async () => {
      if (!(await take())) throw leaseLost(planId);
    });
  } finally {
    await deps.plans.release(planId, holder);
  }
}

const LEASE_LOST = 'LeaseLost';

const leaseLost = (planId: string): Error =>
  Object.assign(new Error(`The lease of plan ${planId} was taken over.`), {
    name: LEASE_LOST,
  });

/** Another process runs the plan now: nothing more may be written, not even that it stopped. */
export const isLeaseLost = (error: unknown): boolean =>
  error instanceof Error && error.name === LEASE_LOST;

async function takeInTime(clock: Clock, take: () => Promise<boolean>): Promise<boolean> {
  const until = clock.now().getTime() + TRY_MS;
  while (!(await take())) {
    if (clock.now().getTime() >= until) return false;
    await clock.sleep(TRY_EVERY_MS);
  }
  return true;
}
