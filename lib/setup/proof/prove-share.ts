import { sharePieces } from '../recipes/share-request';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { assumeChecks } from './assume-checks';
import { bucketChecks } from './bucket-checks';
import { cleanUp } from './clean-up';
import type { Made, ShareTrial, Trial } from './prove-deps';

/** Crosses as the plan wants it, in every way it does not want, and uses the bucket. */
export async function proveShare(trial: Trial): Promise<Made> {
  if (!trial.trusted) return { checks: [], remaining: [] };
  const share = trial as ShareTrial; // the request of a share's plan is one of a share
  const { run, plan, request } = share;
  const world = await loadWorld(run.deps, plan.workspaceId);
  const facts = worldAfter(world, sharePieces(request));
  const crossed = await assumeChecks(share, facts);
  if (!crossed.credentials) return { checks: crossed.checks, remaining: [] };
  const used = await bucketChecks(share, crossed.credentials, facts);
  const remaining = await cleanUp(share, used.left);
  return { checks: [...crossed.checks, ...used.checks], remaining };
}
