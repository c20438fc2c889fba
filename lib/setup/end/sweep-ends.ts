import type { EndStore } from '@/lib/ports';
import type { EndDeps } from './end-deps';
import { endPlan, putOff } from './end-plan';

type Deps = EndDeps & {
  ends: Pick<EndStore, 'listDue'>;
  log: { error(details: object, message: string): void };
};

const ENDS_PER_SWEEP = 50;

/** Goes on with every crossing that has come to its end. One that fails keeps no other waiting. */
export async function sweepEnds(deps: Deps): Promise<void> {
  const due = await deps.ends.listDue(deps.clock.now(), ENDS_PER_SWEEP);
  for (const { workspaceId, id } of due) {
    await endPlan(deps, { workspaceId, planId: id }).catch(async (error: unknown) => {
      deps.log.error({ err: error, planId: id }, 'end of a crossing');
      // Those that are due first come first: left where it is, it would hold the others up.
      await putOff(deps, id, 'The console failed meanwhile.').catch(() => undefined);
    });
  }
}
