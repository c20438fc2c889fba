import { isByOwner } from '../plan/by-owner';
import type { Run } from '../saga/run-deps';
import { loadWorld } from '../world/load-world';
import { stateInReading } from '../world/state-in-reading';
import { driftOf } from './find-drift';
import type { ProveDeps } from './prove-deps';

/**
 * Whether an owner's half stands as planned by the latest reading of their account, which may have
 * come from a file. What can be asked for at AWS is told of by AWS.
 */
export async function standsByReading({
  deps,
  plan,
  connectionOf,
}: Run<ProveDeps>): Promise<boolean> {
  const { readings } = await loadWorld(deps, plan.workspaceId);
  return plan.steps
    .filter(isByOwner(plan))
    .filter(({ accountId }) => connectionOf(accountId) === null)
    .every((step) => {
      const collected = readings.get(step.accountId)?.collected;
      return driftOf(plan.id, step, stateInReading(collected, step.target)) === null;
    });
}
