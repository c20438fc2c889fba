import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { findCaller, isMissing } from '@/lib/iam/evaluate/caller';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { principalOfText } from '@/lib/iam/principal-of-text';
import { type ReachedRole, reach } from '@/lib/iam/reach/reach';
import type { Actor } from '@/lib/ports';
import { type IndexDeps, latestIndex } from './latest-index';

export type ReachedRoles = { principal: string; reachable: ReachedRole[] };

/** Every role a principal can take in the latest reading, at once or by way of others. */
export async function reachRoles(
  deps: IndexDeps,
  actor: Actor,
  principal: string,
): Promise<Result<ReachedRoles, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const index = await latestIndex(deps, actor.workspaceId);
  const from = principalOfText(principal);
  if (!from || isMissing(findCaller(index.world, from))) {
    return err({ kind: 'not_found', what: `The principal ${principal}` });
  }
  return ok({ principal, reachable: reach(index, { ...OPEN, from }) });
}
