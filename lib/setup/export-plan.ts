import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityLog,
  Actor,
  Clock,
  PlanStore,
  PracticeWorlds,
  RateLimitStore,
  StoredPlan,
} from '@/lib/ports';
import { type ExportFile, exportFile } from './export/export-file';
import { planSource } from './export/plan-source';
import { practiceUrlOf } from './export/practice-url';
import type { ExportPlanInput } from './export-schema';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  accounts: Pick<AccountStore, 'list'>;
  practiceWorlds: Pick<PracticeWorlds, 'url'> | null;
  activity: Pick<ActivityLog, 'append'>;
  rateLimits: Pick<RateLimitStore, 'hit'>;
  clock: Pick<Clock, 'now'>;
};

const LIMIT = { filesPerPerson: 60, windowSeconds: 60 };

/**
 * A plan as a file that does the same without this console. Whatever became of the plan since,
 * the file is what was planned. That it left is on record before it does.
 */
export async function exportPlan(
  deps: Deps,
  actor: Actor,
  input: ExportPlanInput,
): Promise<Result<ExportFile, AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const key = `export-plan:${actor.userId}`;
  const files = await deps.rateLimits.hit(key, LIMIT.windowSeconds, deps.clock.now());
  if (files > LIMIT.filesPerPerson) return err(tooMany);
  const plan = await deps.plans.find(actor.workspaceId, input.id);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const file = await fileOf(deps, actor, plan, input);
  if (!file.ok) return file;
  await deps.activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'plan.exported',
    outcome: 'ok',
    sentence: `${actor.name} took ${file.value.name}: ${plan.title}.`,
    target: plan.body.roleArn,
    planId: plan.id,
    details: { format: input.format },
  });
  return ok(file.value);
}

async function fileOf(
  deps: Deps,
  actor: Actor,
  plan: StoredPlan,
  { format, account: accountId }: ExportPlanInput,
): Promise<Result<ExportFile, AppError>> {
  const practiceUrl = practiceUrlOf(deps, actor.workspaceKind);
  if (practiceUrl === undefined) return err(away);
  const accounts = await deps.accounts.list(actor.workspaceId);
  const source = planSource(plan, accounts, practiceUrl);
  const account = source.accounts.find((one) => one.accountId === accountId);
  if (accountId && !account)
    return err({ kind: 'not_found', what: `A write of this plan in ${accountId}` });
  return exportFile(source, format, account ?? null);
}

const tooMany: AppError = {
  kind: 'throttled',
  retryAfterSeconds: LIMIT.windowSeconds,
  message: 'You took many files of plans just now. Try again in a minute.',
};

const away: AppError = {
  kind: 'unavailable',
  message:
    'This console runs no practice accounts, so a file could not say where they are.',
};
