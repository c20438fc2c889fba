import type { WorkspaceId } from './ids';
import { type AboutRole, isBesideRole } from './is-as-itself';

type Plan = AboutRole & { workspaceId: WorkspaceId; body: { replaces?: string } };
type Plans<P> = { find(workspaceId: WorkspaceId, id: string): Promise<P | null> };

/**
 * The first of these plans whose crossing is by the role. A plan that only lets a role which
 * stood use a bucket or a key as itself says nothing of the role's own crossing.
 */
export async function findOfRole<P extends Plan>(
  plans: Plans<P>,
  workspaceId: WorkspaceId,
  onRole: { id: string }[],
): Promise<P | null> {
  for (const { id } of onRole) {
    const plan = await plans.find(workspaceId, id);
    if (plan && (await isOfRole(plans, plan))) return plan;
  }
  return null;
}

/** Whether its crossing is by the role: it is no use beside it, or changed a plan that made it. */
export async function isOfRole<P extends Plan>(
  plans: Plans<P>,
  plan: P,
): Promise<boolean> {
  if (!isBesideRole(plan)) return true;
  const { replaces } = plan.body;
  const earlier = replaces ? await plans.find(plan.workspaceId, replaces) : null;
  return earlier !== null && isOfRole(plans, earlier);
}
