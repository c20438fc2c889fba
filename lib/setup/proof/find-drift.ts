import { audiencesIn } from '@/lib/core/provider-text';
import type { StoredStep, TargetState } from '@/lib/ports';
import { documentOf } from '../plan/plan-steps';
import { sayTarget } from '../plan/say-target';
import { sameStatement, statementsIn } from '../plan/statements-in';
import { isShared, standOf } from '../saga/compare-live';
import type { Run } from '../saga/run-deps';

/**
 * What somebody else has changed since the plan wrote it, a sentence each. Buckets, keys
 * and providers have many writers: of those only what we wrote is looked for. What cannot be read is
 * not told of.
 */
export async function findDrift(run: Run): Promise<string[]> {
  const { aws } = run.deps;
  const told: string[] = [];
  for (const step of run.plan.steps.filter(({ state }) => state === 'done')) {
    const connection = run.connectionOf(step.accountId);
    if (!connection) continue;
    await run.renew();
    const live = await aws.readTarget(connection, step.target);
    const drift = live.ok ? driftOf(run.plan.id, step, live.value) : null;
    if (drift) told.push(drift);
  }
  return told;
}

/** How what is live differs from what a step wrote, in words; null where ours stands. */
export function driftOf(
  planId: string,
  step: StoredStep,
  live: TargetState,
): string | null {
  const { target } = step;
  if (standOf(planId, step, live) === 'after') return null;
  if (!live.exists) return `${sayTarget(target)} is not there any more.`;
  if (isShared(target) && keepsOurs(step, documentOf(live))) return null;
  return `${sayTarget(target)} is not as this plan wrote it.`;
}

function keepsOurs({ target, before, after }: StoredStep, live: string | null): boolean {
  if (target.kind === 'provider-audience')
    return audiencesIn(live ?? '')?.includes(target.audience) ?? false;
  const standing = [...statementsIn(live), ...statementsIn(before)];
  return statementsIn(after).every((one) =>
    standing.some((other) => sameStatement(other, one)),
  );
}
