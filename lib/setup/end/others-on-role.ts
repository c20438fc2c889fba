import { isBesideRole } from '@/lib/core/is-as-itself';
import type { StoredPlan } from '@/lib/ports';
import type { EndDeps } from './end-deps';

/** A role that serves another crossing as well is neither denied everything nor taken away. */
export async function othersOnRole(
  { ends }: Pick<EndDeps, 'ends'>,
  plan: StoredPlan,
): Promise<string | null> {
  // Who uses a bucket as itself keeps everything else, so that nobody else is in the way.
  if (isBesideRole(plan)) return null;
  const { id, workspaceId, body } = plan;
  const onRole = await ends.listOnRole(workspaceId, body.roleArn);
  return onRole.some((one) => one.id !== id)
    ? `${body.roleName} is what another plan is about too. Nobody gets in by this one since its date; undo it by hand once the other is over.`
    : null;
}
