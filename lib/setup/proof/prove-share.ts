import { sharePieces } from '../recipes/share-request';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { assumeChecks } from './assume-checks';
import { callerOf } from './call-check';
import type { Made, ShareTrial, Trial } from './prove-deps';
import { tryUse } from './try-use';

/** Crosses as the plan wants it, in every way it does not want, and uses the bucket. */
export async function proveShare(trial: Trial): Promise<Made> {
  if (!trial.trusted) return { checks: [], remaining: [] };
  const share = trial as ShareTrial; // the request of a share's plan is one of a share
  const { run, plan, request } = share;
  const world = await loadWorld(run.deps, plan.workspaceId);
  const facts = worldAfter(world, sharePieces(request));
  const crossed = await assumeChecks(share, facts);
  const used = await tryUse(share, facts, callerOf(crossed.credentials, share));
  return { ...used, checks: [...crossed.checks, ...used.checks] };
}
