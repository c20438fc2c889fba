import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { type TakerAnswer, takerAnswer, takersOf } from '@/lib/iam/index/takers';
import { whoCan } from '@/lib/iam/index/who-can';
import type { Actor } from '@/lib/ports';
import { type IndexDeps, latestIndex } from './latest-index';

export type WhoCanAssume = {
  role: string;
  answers: TakerAnswer[];
  /** Whom the trust policy names beside, and nobody collected; `*` for everyone. */
  notCollected: string[];
};

/** Everybody who can take a role, or may under conditions, in the latest reading. */
export async function whoCanAssume(
  deps: IndexDeps,
  actor: Actor,
  role: string,
): Promise<Result<WhoCanAssume, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const index = await latestIndex(deps, actor.workspaceId);
  const found = whoCan(index, role, OPEN);
  if (!found) return err({ kind: 'not_found', what: `The role ${role}` });
  const answers = takersOf(found).map(takerAnswer);
  return ok({ role, answers, notCollected: found.notCollected() });
}
