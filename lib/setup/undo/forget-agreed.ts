import type { WorkspaceId } from '@/lib/core/ids';
import type { PlanStore } from '@/lib/ports';

type Deps = { plans: Pick<PlanStore, 'find' | 'saveNotes'> };

/**
 * Drops what a person has agreed goes along with an undo of a plan. It was said for the undo that
 * they asked for, which may never have begun or come to its end; one that begins by itself takes
 * nobody's word. False where the plan was changed meanwhile.
 */
export async function forgetAgreed(
  { plans }: Deps,
  workspaceId: WorkspaceId,
  planId: string,
): Promise<boolean> {
  const plan = await plans.find(workspaceId, planId);
  if (!plan?.body.undoesAlong) return true;
  const { undoesAlong, ...body } = plan.body;
  const entry = {
    workspaceId,
    actorId: plan.createdById,
    actorName: 'Drawbridge',
    event: 'plan.undo',
    outcome: 'ok' as const,
    sentence: `What ${undoesAlong.name} agreed goes along with an undo of it counts no longer: ${plan.title}.`,
    target: body.roleArn,
    planId,
    details: { along: undoesAlong.ids.join(' ') },
  };
  return plans.saveNotes(plan, { body, reviewOn: plan.reviewOn }, entry, [plan.state]);
}
