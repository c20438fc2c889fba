import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Aws,
  Clock,
  ConnectionOf,
  PlanStore,
} from '@/lib/ports';
import { planOf } from './plan-of';
import { lookUpTrail } from './proof/look-up-trail';
import { connectionIn } from './world/connection-in';

type Deps = {
  plans: Pick<PlanStore, 'find' | 'saveProof'>;
  accounts: Pick<AccountStore, 'list'>;
  connectionOf: ConnectionOf;
  aws: Pick<Aws, 'lookupEvents'>;
  clock: Pick<Clock, 'now'>;
};

/** Looks for the events of a plan's newest proof again: CloudTrail tells them minutes late. */
export async function lookAgain(
  deps: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const found = await planOf(deps, actor, planId);
  if (!found.ok) return found;
  const plan = found.value;
  if (!plan.proof) return err({ kind: 'not_found', what: 'A proof of this plan' });
  const accounts = await deps.accounts.list(actor.workspaceId);
  const looking = { deps, plan, connectionOf: connectionIn(deps, accounts) };
  const trail = await lookUpTrail(looking, plan.proof);
  await deps.plans.saveProof(planId, { ...plan.proof, trail });
  return ok(null);
}
