import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { PlanStore, StoredPlan } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import type { Access } from '../recipes/recipe';
import { type DraftFields, STANDING } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { whyNotChange } from './why-not-change';

type Deps = { plans: Pick<PlanStore, 'find'> };

/**
 * The plans that a draft changes, newest first: the one that it was opened from, and those that
 * one had replaced. Empty for a new crossing.
 */
export async function findBase(
  deps: Deps,
  { workspaceId }: KnownWorld,
  fields: DraftFields,
  { place }: Access,
): Promise<Result<StoredPlan[], AppError>> {
  if (fields.changes === '') return ok([]);
  const base = await deps.plans.find(workspaceId, fields.changes);
  if (!base || !STANDING.includes(base.state)) return err(isGone);
  const why = whyNotChange(base);
  if (why) return err({ kind: 'conflict', message: why });
  const { roleArn, roleName } = base.body;
  if (fields.recipe !== base.body.fields.recipe)
    return err(
      wrong(
        'recipe',
        `This changes the crossing by ${roleName}, which keeps its recipe. ${ELSE}`,
      ),
    );
  if (place.roleArn !== roleArn) return err(otherRole(fields, place, roleName));
  return ok([base, ...(await replacedBy(deps, base))]);
}

async function replacedBy(
  { plans }: Deps,
  { workspaceId, body }: StoredPlan,
): Promise<StoredPlan[]> {
  const earlier = body.replaces ? await plans.find(workspaceId, body.replaces) : null;
  return earlier ? [earlier, ...(await replacedBy({ plans }, earlier))] : [];
}

/** A plan is of two accounts: what was granted in a third could not be taken away. */
export function strayGrant(
  pieces: Piece[],
  { trustedAccountId, trustingAccountId }: Access['place'],
): AppError | null {
  const stray = pieces.find(
    ({ content, accountId }) =>
      content.kind === 'gone' &&
      accountId !== trustedAccountId &&
      accountId !== trustingAccountId,
  );
  return stray
    ? wrong(
        'who',
        `What was granted in ${stray.accountId} would have to be taken away, and a plan is of two accounts. ${ELSE}`,
      )
    : null;
}

/** Where somebody crosses as itself there is no role to name. */
function otherRole(
  { who }: DraftFields,
  { whoArn, roleArn }: Access['place'],
  roleName: string,
): AppError {
  const isAsItself = who !== '' && whoArn === roleArn;
  return wrong(
    isAsItself ? 'who' : 'roleName',
    `This changes the crossing by ${roleName}, which keeps ${isAsItself ? 'who crosses' : 'its role'}. ${ELSE}`,
  );
}

const ELSE = 'Undo it and make a new one instead.';

const isGone: AppError = {
  kind: 'conflict',
  message:
    'The crossing that this changes does not stand any more, or was changed since. Open it again from its plan’s page.',
};

const wrong = (field: string, message: string): AppError => ({
  kind: 'invalid_input',
  message,
  fields: { [field]: message },
});
