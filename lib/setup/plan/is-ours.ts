import { canonicalJson } from '@/lib/core/canonical-json';
import type { WorkspaceId } from '@/lib/core/ids';
import type { PlanStore } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import { PLAN_TAG } from './plan-steps';

/** Whether a plan of this workspace made the object, by the tag that it gave it. */
export async function isOurs(
  { plans }: { plans: Pick<PlanStore, 'find'> },
  workspaceId: WorkspaceId,
  { accountId, target }: Pick<Piece, 'accountId' | 'target'>,
  tags: Record<string, string>,
): Promise<boolean> {
  const planId = tags[PLAN_TAG];
  const plan = planId ? await plans.find(workspaceId, planId) : null;
  const steps = plan?.steps.filter((step) => step.accountId === accountId) ?? [];
  return steps.some((step) => canonicalJson(step.target) === canonicalJson(target));
}
