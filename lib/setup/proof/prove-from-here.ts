import { loadWorld } from '../world/load-world';
import { assumeChecks } from './assume-checks';
import type { Made, OwnTrial, PlayedTrial } from './prove-deps';

/**
 * Takes the role for real from our side, where the account that has it is somebody else's. The
 * role's keys are not used there: what it may do is its owner's to test.
 */
export async function proveFromHere(trial: PlayedTrial): Promise<Made> {
  const own = trial as OwnTrial; // a half that is ours alone is the one of who borrows
  const { facts } = await loadWorld(own.run.deps, own.plan.workspaceId);
  const { checks } = await assumeChecks(own, facts);
  return { checks, remaining: [], isUnused: true };
}
