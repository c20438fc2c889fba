import { type PeopleRequest, peoplePieces } from '../recipes/people-request';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { assumeChecks } from './assume-checks';
import { callerOf } from './call-check';
import type { Made, PlayedTrial, Trial } from './prove-deps';
import { tryUse } from './try-use';

/**
 * Becomes the role as the plan wants it, and in every way it does not want. What its policies
 * let it do is many things, so nothing is tried with it, and the engine is asked.
 */
export async function provePeople(trial: Trial): Promise<Made> {
  const { trusted } = trial;
  if (!trusted) return { checks: [], remaining: [] };
  const one = { ...trial, trusted } as PlayedTrial & { request: PeopleRequest }; // the request of a people's plan is one of people
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, peoplePieces(one.request));
  const { checks } = await assumeChecks(one, facts);
  const used = await tryUse(one, facts, callerOf(null, one));
  return { ...used, checks: [...checks, ...used.checks] };
}
