import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { explainAnswer } from '@/lib/iam/explain/explain-answer';
import type { AnswerNode } from '@/lib/iam/explain/explanation-node';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { principalOfText } from '@/lib/iam/principal-of-text';
import { actionOf } from '@/lib/iam/question';
import type { Actor } from '@/lib/ports';
import { loadWorld, type WorldDeps } from './world';

/** Why a principal can take a role, or cannot, in the latest reading, down to a condition. */
export async function explainAssume(
  deps: WorldDeps,
  actor: Actor,
  pair: { principal: string; role: string },
): Promise<Result<AnswerNode, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const { facts } = await loadWorld(deps, actor.workspaceId);
  const principal = principalOfText(pair.principal);
  if (!principal)
    return err({ kind: 'not_found', what: `The principal ${pair.principal}` });
  const action = actionOf(principal);
  return ok(explainAnswer(facts, { action, principal, resource: pair.role, ...OPEN }));
}
