import type { AppError } from '@/lib/core/errors';
import { findOfRole } from '@/lib/core/find-of-role';
import { err, ok, type Result } from '@/lib/core/result';
import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import type { Access } from '../recipes/recipe';
import { STANDING } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { documentOf, type LivePiece } from './plan-steps';
import { statementsIn } from './statements-in';

type Deps = {
  ends: Pick<EndStore, 'listOnRole'>;
  plans: Pick<PlanStore, 'find'>;
};

/**
 * The plan whose crossing a new one changes: it stands on the same role, and the new plan writes
 * over its statement of the trust. Null for a new crossing. One that is ending is not changed.
 */
export async function findReplaced(
  { ends, plans }: Deps,
  { workspaceId }: KnownWorld,
  { place }: Access,
  live: LivePiece[],
): Promise<Result<StoredPlan | null, AppError>> {
  if (!live.some(isOverwritten)) return ok(null);
  const onRole = await ends.listOnRole(workspaceId, place.roleArn);
  const isEnding = onRole.some(({ state }) =>
    ['quarantining', 'quarantined', 'lifting'].includes(state),
  );
  if (isEnding)
    return err({
      kind: 'conflict',
      message: `${place.roleName} has ended and is quarantined. Lift the quarantine on its plan’s page first.`,
    });
  const standing = onRole.filter(({ state }) => STANDING.includes(state));
  return ok(await findOfRole(plans, workspaceId, standing));
}

/** Whether a trust has already what the piece is about to write: its statement, or any text. */
function isOverwritten({ piece: { target, content }, live }: LivePiece): boolean {
  if (target.kind !== 'trust') return false;
  if (content.kind === 'whole') return live.exists;
  if (content.kind !== 'merged') return false;
  const standing = statementsIn(documentOf(live)).map((statement) => statement['Sid']);
  return content.statements.some(({ Sid }) => standing.includes(Sid));
}
