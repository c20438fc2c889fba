import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlanStore, PracticeWorlds } from '@/lib/ports';
import { practiceUrlOf } from '../export/practice-url';
import type { SelfTestView } from '../plan-views';
import { selfTestOf } from './self-test';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  practiceWorlds: Pick<PracticeWorlds, 'url'> | null;
};

/** The commands by which a person tries a plan's crossing; null where there are none. */
export async function getSelfTest(
  deps: Deps,
  actor: Actor,
  planId: string,
): Promise<Result<SelfTestView | null, AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const plan = await deps.plans.find(actor.workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const practiceUrl = practiceUrlOf(deps, actor.workspaceKind);
  return ok(practiceUrl === undefined ? null : selfTestOf(plan, practiceUrl));
}
