import { isByOwner } from '../plan/by-owner';
import { isAskedChange } from '../plan/shows-difference';
import type { Run } from '../saga/run-deps';
import { type ProveDeps, prove } from './prove';

/**
 * Makes the calls of the proof while ours alone is written of a change, and keeps what they came
 * to: only what comes out otherwise later can show that the owner has run the difference.
 */
export async function tryBefore(run: Run<ProveDeps>): Promise<void> {
  const { deps, plan } = run;
  if (!isAskedChange(plan) || !deps.env.areChangesOn) return;
  // After a crash they stay what they were: by now its owner may have run the difference.
  if (plan.proof?.before) return;
  const progress = 'Testing what gets through before its owner has run the difference';
  await deps.plans.setProgress(plan.id, progress);
  const isFresh = !plan.steps.every(isByOwner(plan));
  const proof = await prove(run, { isFresh });
  await deps.plans.saveProof(plan.id, { ...proof, before: proof.checks });
}
