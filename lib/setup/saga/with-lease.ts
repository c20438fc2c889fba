import { holdLease, LEASE_SECONDS } from '@/lib/core/hold-lease';
import type { Clock, PlanStore, Random } from '@/lib/ports';

type Deps = {
  plans: Pick<PlanStore, 'lease' | 'release'>;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
};

/**
 * Works on a plan alone; not at all while another process does.
 *
 * @param renewOuter holds on to the lease of the run that this one is part of
 */
export async function withLease(
  { plans, clock, random }: Deps,
  planId: string,
  work: (renew: () => Promise<void>) => Promise<void>,
  renewOuter?: () => Promise<void>,
): Promise<void> {
  const holder = random.uuid();
  const lease = {
    take: async () => {
      await renewOuter?.();
      return plans.lease(planId, holder, LEASE_SECONDS);
    },
    release: () => plans.release(planId, holder),
    clock,
    what: `plan ${planId}`,
  };
  await holdLease(lease, work);
}
