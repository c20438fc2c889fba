import 'server-only';
import type { WorkspaceId } from '@/lib/core/ids';
import { settlePlanGrants } from '@/lib/credentials/grants/settle-plan-grants';
import { tellGrantEnds } from '@/lib/credentials/grants/tell-grant-ends';
import { tellRequestEnds } from '@/lib/credentials/requests/tell-request-ends';
import { sweepRevocations } from '@/lib/credentials/revoke/sweep-revocations';
import { runSync } from '@/lib/inventory/run-sync';
import { deliverNotices } from '@/lib/notifications/deliver-notices';
import { sweepEnds } from '@/lib/setup/end/sweep-ends';
import { tellEnds } from '@/lib/setup/end/tell-ends';
import { runPlan } from '@/lib/setup/run-plan';
import { sweepProofs } from '@/lib/setup/sweep-proofs';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { watchPlan } from '@/lib/setup/watch-plan';
import type { Job } from './jobs';
import type { Services } from './service-ports';
import { refreshVendableRoles } from './vendable-roles';

/** Runs one job. What went wrong in an expected way is on record in the job's own rows. */
export async function runJob(ports: Services, job: Job): Promise<void> {
  switch (job.name) {
    case 'sync':
      await runSync(ports, job);
      return refreshVendableRoles(ports, job.workspaceId);
    case 'plan-run':
      await runPlan({ ...ports, readAgain: readAgain(ports) }, job);
      return settlePlanGrants(ports, job.planId);
    case 'plan-verify':
      await verifyPlan(ports, job);
      return settlePlanGrants(ports, job.planId);
    case 'revocations':
      return sweepRevocations(ports);
    case 'notices':
      return deliverNotices(ports);
    case 'proofs':
      return sweepProofs(ports);
    case 'ends':
      await sweepEnds(ports);
      await settlePlanGrants(ports);
      await tellGrantEnds(ports);
      await tellRequestEnds(ports);
      return tellEnds(ports);
    case 'plan-watch':
      await watchPlan(ports, job);
      return settlePlanGrants(ports, job.planId);
    default:
      return job satisfies never;
  }
}

/** Reads accounts that were just written, before the page says that it is done. */
const readAgain =
  (ports: Services) =>
  async (workspaceId: WorkspaceId, accountIds: string[]): Promise<void> => {
    const startedAt = ports.clock.now();
    const syncId = await ports.syncs.start(workspaceId, accountIds.length, startedAt);
    await runSync(ports, { workspaceId, syncId, accountIds });
    await refreshVendableRoles(ports, workspaceId);
  };
