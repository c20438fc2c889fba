import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { sayTrails } from '@/lib/iam/explain/say-trails';
import type {
  AccountStore,
  Actor,
  AttestationStore,
  PlanStore,
  SnapshotStore,
  StoredPlan,
} from '@/lib/ports';
import { accountNameIn } from '../plan/account-name-in';
import { type AccountTrails, checkPlan } from './check-plan';
import type { PreflightView } from './schema';

export type PreflightDeps = {
  plans: Pick<PlanStore, 'find'>;
  attestations: Pick<AttestationStore, 'listOf'>;
  accounts: Pick<AccountStore, 'list'>;
  snapshots: Pick<SnapshotStore, 'loadLatest'>;
};

/** What to be sure of before a plan is applied: checked here, or vouched for by whom and when. */
export async function getPreflight(
  deps: PreflightDeps,
  actor: Actor,
  planId: string,
): Promise<Result<PreflightView[], AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const plan = await deps.plans.find(actor.workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const vouched = await deps.attestations.listOf(planId);
  return ok(
    checkPlan(plan, await trailsOf(deps, plan)).map((checked) => {
      const one = vouched.find(({ item }) => item === checked.id);
      if (!one || checked.state === 'ok') return { ...checked, attested: null };
      const attested = { name: one.personName, at: one.at.toISOString() };
      return { ...checked, state: 'attested', attested };
    }),
  );
}

async function trailsOf(
  { accounts, snapshots }: PreflightDeps,
  { workspaceId, body }: StoredPlan,
): Promise<AccountTrails[]> {
  const ids = [...new Set([body.trustedAccountId, body.trustingAccountId])];
  const known = await accounts.list(workspaceId);
  const latest = await snapshots.loadLatest(workspaceId, ids);
  return ids.map((id) => ({
    name: accountNameIn(body, id),
    trails: sayTrails(
      latest.find(({ accountId }) => accountId === id)?.account ?? null,
      known.find((account) => account.id === id)?.missingPermissions ?? [],
    ),
  }));
}
