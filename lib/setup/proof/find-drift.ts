import type { StoredStep, TargetState } from '@/lib/ports';
import { documentOf } from '../plan/plan-steps';
import { sayTarget } from '../plan/say-target';
import { sameStatement, statementsIn } from '../plan/statements-in';
import { standOf } from '../saga/compare-live';
import type { Run } from '../saga/run-deps';

/**
 * What somebody else has changed since the plan wrote it, a sentence each. Buckets and keys have
 * policies of many: of those only what we wrote in them is looked for. What cannot be read is
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
  const isShared = target.kind === 'bucket-policy' || target.kind === 'key-policy';
  if (isShared && keepsOurs(step, documentOf(live))) return null;
  return `${sayTarget(target)} is not as this plan wrote it.`;
}

function keepsOurs({ before, after }: StoredStep, live: string | null): boolean {
  const standing = [...statementsIn(live), ...statementsIn(before)];
  return statementsIn(after).every((one) =>
    standing.some((other) => sameStatement(other, one)),
  );
}
