import { nameOfArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { findOfRole } from '@/lib/core/find-of-role';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import { STANDING } from '../schema';

type Deps = {
  ends: Pick<EndStore, 'listOnRole'>;
  plans: Pick<PlanStore, 'find'>;
};

/** The crossing that stands on the role, which another trust is a change of. */
export async function findStanding(
  { ends, plans }: Deps,
  { workspaceId }: Actor,
  role: string,
): Promise<Result<StoredPlan | null, AppError>> {
  const onRole = await ends.listOnRole(workspaceId, role);
  const moving = onRole.find(({ state }) => !STANDING.includes(state));
  if (moving)
    return err({
      kind: 'conflict',
      message: `Another plan about ${nameOfArn(role)} is under way, halted or quarantined. Finish it first.`,
    });
  return ok(await findOfRole(plans, workspaceId, onRole));
}
