import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { AccountStore, Actor, PlanStore, PracticeWorlds } from '@/lib/ports';
import { type ExportFile, exportFile } from './export/export-file';
import { planSource } from './export/plan-source';
import type { ExportPlanInput } from './schema';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  accounts: Pick<AccountStore, 'list'>;
  practiceWorlds: Pick<PracticeWorlds, 'url'> | null;
};

/**
 * A plan as a file that does the same without this console. Whatever became of the plan since,
 * the file is what was planned.
 */
export async function exportPlan(
  deps: Deps,
  actor: Actor,
  { id, format, account: accountId }: ExportPlanInput,
): Promise<Result<ExportFile, AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const plan = await deps.plans.find(actor.workspaceId, id);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const practiceUrl = practiceUrlOf(deps, actor);
  if (practiceUrl === undefined) return err(away);
  const accounts = await deps.accounts.list(actor.workspaceId);
  const source = planSource(plan, accounts, practiceUrl);
  if (!source.ok) return source;
  const account = source.value.accounts.find((one) => one.accountId === accountId);
  if (accountId && !account)
    return err({ kind: 'not_found', what: `A write of this plan in ${accountId}` });
  return exportFile(source.value, format, account ?? null);
}

/** Practice accounts never stand beside real ones; undefined while theirs is not known. */
const practiceUrlOf = (
  { practiceWorlds }: Deps,
  { workspaceKind }: Actor,
): string | null | undefined =>
  workspaceKind === 'practice' ? practiceWorlds?.url : null;

const away: AppError = {
  kind: 'unavailable',
  message:
    'This console runs no practice accounts, so a file could not say where they are.',
};
