import { changesAreOff } from '@/lib/core/changes-are-off';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, PlanStore, StoredPlan } from '@/lib/ports';
import type { PlanJob } from '../plan-job';
import type { PlanState } from '../schema';

export type StartDeps = {
  plans: Pick<PlanStore, 'find' | 'moveState'>;
  activity: Pick<ActivityLog, 'append'>;
  /** Changes can be turned off for a whole server. */
  env: { areChangesOn: boolean };
  enqueue(job: PlanJob & { name: 'plan-run' }): Promise<void>;
};

type Start = {
  planId: string;
  event: string;
  /** `asked to apply` */
  verb: string;
  to: 'applying' | 'undoing' | 'quarantining' | 'lifting';
  from: PlanState[];
  /** A reason of the plan's own to refuse. */
  refuse?: (plan: StoredPlan) => AppError | null | Promise<AppError | null>;
  /** What has to be on record before the plan moves; false where it was changed meanwhile. */
  prepare?: (plan: StoredPlan) => Promise<boolean>;
  /** What goes along with it, once the plan has moved and before it runs. */
  follow?: (plan: StoredPlan) => Promise<void>;
};

/**
 * Hands a plan to the runner. Who asked for it is on record before the plan moves; of two who
 * ask at once, one is told that it is running already.
 */
export async function startRun(
  deps: StartDeps,
  actor: Actor,
  { planId, event, verb, to, from, refuse, prepare, follow }: Start,
): Promise<Result<null, AppError>> {
  const { workspaceId } = actor;
  if (!deps.env.areChangesOn) return err(changesAreOff);
  const plan = await deps.plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const refusal = from.includes(plan.state) ? await refuse?.(plan) : notNow(plan.state);
  if (refusal) return err(refusal);
  await deps.activity.append({
    workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event,
    outcome: 'intent',
    sentence: `${actor.name} ${verb}: ${plan.title}.`,
    target: plan.body.roleArn,
    planId,
    details: { hash: plan.hash },
  });
  if (prepare && !(await prepare(plan))) return err(notNow(plan.state));
  if (!(await deps.plans.moveState(planId, from, to))) return err(notNow(to));
  await follow?.(plan);
  await deps.enqueue({ name: 'plan-run', workspaceId, planId });
  return ok(null);
}

const WORDS: Record<PlanState, string> = {
  ready: 'was not applied yet',
  applying: 'is being applied already',
  stopped: 'has stopped half-way',
  suspended: 'waits for AWS and goes on by itself',
  waiting: 'waits for the owner of the other account',
  applied: 'is applied',
  proven: 'is applied and proven',
  refuted: 'is applied, and a test refuted it',
  quarantining: 'is being quarantined',
  quarantined: 'has ended and is quarantined',
  lifting: 'is being let out of its quarantine',
  replaced: 'was taken over by a later plan',
  undoing: 'is being undone already',
  'undo-stopped': 'has stopped while it was undone',
  undone: 'is undone already',
  left: 'was left half-way',
};

export const notNow = (state: PlanState): AppError => ({
  kind: 'conflict',
  message: `This plan ${WORDS[state]}. Reload the page to see what can be done now.`,
});
