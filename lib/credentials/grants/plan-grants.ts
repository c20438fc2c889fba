import { requirePermission } from '@/lib/auth/permissions';
import { brokerArnOf } from '@/lib/core/broker-arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Actor,
  AwsConnection,
  IdentityTokens,
  PlanGrantStore,
  PlanStore,
  SnapshotStore,
  StoredPlan,
  StoredPlanGrant,
} from '@/lib/ports';
import { findTo, settleWish } from './give-grant';
import { type GrantDeps, grantEntry } from './grant-deps';
import {
  type DropPlanGrantInput,
  GiveGrantInput,
  type PlanGrantInput,
  type PlanGrantsView,
} from './grant-schema';
import { listRoleGrants } from './list-role-grants';
import { sayTerms, sayTo } from './say-grant';
import { settlePlanGrants } from './settle-plan-grants';

type Deps = Parameters<typeof settlePlanGrants>[0] & {
  plans: Pick<PlanStore, 'find'>;
  planGrants: PlanGrantStore;
  identityTokens: Pick<IdentityTokens, 'issuerOf'>;
  snapshots: Pick<SnapshotStore, 'loadLatest'>;
  hubOf(workspaceId: Actor['workspaceId']): Promise<AwsConnection | null>;
};

/** Whom a plan's role is handed out to; null for a plan that makes none. */
export async function listPlanGrants(
  deps: Deps,
  actor: Actor,
  planId: string,
): Promise<Result<PlanGrantsView | null, AppError>> {
  const plan = await deps.plans.find(actor.workspaceId, planId);
  if (!plan?.body.roleArn.includes(':role/')) return ok(null);
  const role = await listRoleGrants(deps, actor, plan.body.roleArn);
  if (!role.ok) return role;
  const rows = await deps.planGrants.listOf(actor.workspaceId, planId);
  return ok({
    role: role.value,
    canBeTaken: role.value.roleMaxSeconds !== null || (await letsIn(deps, plan)),
    chosen: rows.map(noteOn(plan)).map(await viewerOf(deps, actor.workspaceId)),
  });
}

/** Nothing is given by a plan that was changed, unless undoing the change brings it back. */
const noteOn =
  ({ state }: StoredPlan) =>
  (row: StoredPlanGrant): StoredPlanGrant =>
    state === 'replaced' && row.state === 'waiting' ? { ...row, note: CHANGED } : row;

/** Whether the plan writes the console's broker, or its issuer, into a policy. */
async function letsIn(deps: Deps, plan: StoredPlan): Promise<boolean> {
  const { workspaceId } = plan;
  const [hub, issuer, accounts] = await Promise.all([
    deps.hubOf(workspaceId),
    deps.identityTokens.issuerOf(workspaceId),
    deps.accounts.list(workspaceId),
  ]);
  const [read] = hub ? await deps.snapshots.loadLatest(workspaceId, [hub.accountId]) : [];
  const written = plan.steps.map(({ after }) => after ?? '').join();
  const names = [
    ...(hub ? [`"${brokerArnOf(hub, accounts, read?.account)}"`] : []),
    ...(issuer ? [`oidc-provider/${issuer.replace('https://', '')}`] : []),
  ];
  return names.some((name) => written.includes(name));
}

/** Shows what was chosen, also where nobody could choose so today. */
async function viewerOf(
  deps: Pick<GrantDeps, 'people' | 'personGroups'>,
  workspaceId: Actor['workspaceId'],
): Promise<(row: StoredPlanGrant) => PlanGrantsView['chosen'][number]> {
  const [people, groups] = await Promise.all([
    deps.people.listPeople(workspaceId),
    deps.personGroups.list(workspaceId),
  ]);
  return ({ id, wish, state, note, chosenByName }) => {
    const shown = { id, state, note, byName: chosenByName };
    const { data } = Wish.safeParse(wish);
    if (!data) return { ...shown, toName: 'somebody', words: 'It cannot be read' };
    const named = findTo(data.to, people, groups);
    return {
      ...shown,
      toName: named ? sayTo(named) : sayGone(data.to),
      words: sayTerms(data),
    };
  };
}

const Wish = GiveGrantInput.omit({ roleArn: true });

const sayGone = (key: string): string =>
  key.startsWith('group:') ? 'a group that was removed' : 'somebody who left';

/**
 * Keeps with a plan whom its role is for. It is given when the plan is proven, at once where it
 * is already, and ends with the plan.
 */
export async function chooseForPlan(
  deps: Deps,
  actor: Actor,
  { planId, ...wish }: PlanGrantInput,
): Promise<Result<PlanGrantsView | null, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const plan = await deps.plans.find(actor.workspaceId, planId);
  if (!plan?.body.roleArn.includes(':role/')) return err(noPlan);
  if (OVER.has(plan.state)) return err(isOver);
  if (plan.state === 'replaced') return err(isReplaced);
  const settled = await settleWish(deps, actor, wish);
  if (!settled.ok) return settled;
  const { named, terms } = settled.value;
  const sentence = `${actor.name} chose ${sayTo(named)} for “${plan.title}”, ${sayTerms(terms)}: given once it is proven.`;
  await deps.planGrants.add(
    {
      id: deps.random.uuid(),
      workspaceId: actor.workspaceId,
      planId,
      wish: wireOf(wish),
      state: 'waiting',
      note: null,
      chosenById: actor.userId,
      chosenByName: actor.name,
      createdAt: deps.clock.now(),
    },
    entryOf(actor, plan, 'grant.chosen', sentence),
  );
  await settlePlanGrants(deps, planId);
  return listPlanGrants(deps, actor, planId);
}

/** Drops a choice that was not given yet. */
export async function dropFromPlan(
  deps: Deps,
  actor: Actor,
  { planId, id }: DropPlanGrantInput,
): Promise<Result<PlanGrantsView | null, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const plan = await deps.plans.find(actor.workspaceId, planId);
  const rows = plan ? await deps.planGrants.listOf(actor.workspaceId, planId) : [];
  const row = rows.find((one) => one.id === id);
  if (!plan || !row) return err(noPlan);
  const { toName } = (await viewerOf(deps, actor.workspaceId))(row);
  const sentence = `${actor.name} took the choice of ${toName} for “${plan.title}” back.`;
  const entry = entryOf(actor, plan, 'grant.choice-dropped', sentence);
  const isDone = await deps.planGrants.remove(actor.workspaceId, id, entry);
  return isDone ? listPlanGrants(deps, actor, planId) : err(isGiven);
}

/** As the form sends it: dates and nothings as text. */
const wireOf = ({ endsAt, fromIp, approverGroupId, ...wish }: WishOf) => ({
  ...wish,
  endsAt: endsAt?.toISOString() ?? null,
  fromIp: fromIp ?? '',
  approverGroupId: approverGroupId ?? '',
});
type WishOf = Omit<PlanGrantInput, 'planId'>;

const entryOf = (actor: Actor, plan: StoredPlan, event: string, sentence: string) => ({
  ...grantEntry(actor, event, sentence, plan.body.roleArn),
  planId: plan.id,
});

const OVER: ReadonlySet<StoredPlan['state']> = new Set(['undoing', 'undone', 'left']);

const noPlan: AppError = { kind: 'not_found', what: 'This plan' };

const isOver: AppError = {
  kind: 'conflict',
  message: 'This plan was taken back, so there is nothing to hand out.',
};

const CHANGED = 'This plan was changed since. Choose on the plan that changed it.';
const isReplaced: AppError = { kind: 'conflict', message: CHANGED };

const isGiven: AppError = {
  kind: 'conflict',
  message: 'It was given meanwhile. End the grant on the page of the role.',
};
