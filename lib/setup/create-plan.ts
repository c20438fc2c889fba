import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityLog,
  Actor,
  Clock,
  DraftStore,
  EndStore,
  PlannedStep,
  PlanStore,
  Random,
  StoredDraft,
  StoredEnd,
  StoredPlan,
} from '@/lib/ports';
import { endDateOf } from './guards/guard-of';
import { accountsByOwner } from './plan/accounts-by-owner';
import { changesOf } from './plan/changes';
import { findBase, strayGrant } from './plan/find-base';
import { findReplaced } from './plan/find-replaced';
import { findingTurnsOf } from './plan/finding-turns';
import { withLeftovers } from './plan/leftovers';
import { bodyOf, hashOf, VALID_MS, waitingStep } from './plan/plan-body';
import type { PlanFixture } from './plan/plan-fixture';
import { planSteps } from './plan/plan-steps';
import { type ReadLiveDeps, readLive } from './plan/read-live';
import { turnsOf } from './plan/turns';
import type { PlanGainView } from './plan-views';
import type { Access, ResolveDeps, ResolvedDraft, Worlds } from './recipes/recipe';
import { RECIPES } from './recipes/recipes';
import { type KnownWorld, loadWorld, type WorldDeps } from './world/load-world';
import { worldsOf } from './world/worlds-of';

type Deps = WorldDeps &
  ResolveDeps &
  ReadLiveDeps & {
    drafts: Pick<DraftStore, 'find'>;
    plans: Pick<PlanStore, 'create' | 'find'>;
    ends: Pick<EndStore, 'listOnRole'>;
    activity: Pick<ActivityLog, 'append'>;
    clock: Pick<Clock, 'now'>;
    random: Pick<Random, 'uuid'>;
  };

type Complete = {
  world: KnownWorld;
  draft: StoredDraft;
  resolved: ResolvedDraft;
  access: Access;
  /** Accounts without a connection. */
  byOwner: string[];
};

/**
 * Turns a draft into a plan: reads what is live in both accounts, and says what would be
 * written where, in which order, and what that changes. Nothing is written to AWS.
 */
export async function createPlan(
  deps: Deps,
  actor: Actor,
  { draftId }: { draftId: string },
): Promise<Result<{ planId: string }, AppError>> {
  const denied = requirePermission(actor, 'plan:create');
  if (denied) return err(denied);
  const complete = await completeDraft(deps, actor, draftId);
  if (!complete.ok) return complete;
  const { world, draft } = complete.value;
  const base = await findBase(deps, world, draft.fields, complete.value.access);
  if (!base.ok) return base;
  const pieces = withLeftovers(complete.value.access.pieces, base.value);
  const access = { ...complete.value.access, pieces };
  const stray = strayGrant(pieces, access.place);
  if (stray) return err(stray);
  const live = await readLive(deps, world, pieces);
  if (!live.ok) return live;
  const planId = deps.random.uuid();
  const steps = planSteps(planId, live.value);
  if (!steps.ok) return err({ kind: 'conflict', message: steps.error });
  if (steps.value.length === 0) return err(alreadySo(access));
  const replaced = await findReplaced(deps, world, access, live.value);
  if (!replaced.ok) return replaced;
  const [changed] = base.value;
  const made = { steps: steps.value, replaces: changed?.id ?? replaced.value };
  const plan = planOf(deps, actor, planId, { ...complete.value, access }, made);
  if (!plan.ok) return plan;
  await deps.plans.create(plan.value);
  await deps.activity.append(entryOf(actor, plan.value));
  return ok({ planId });
}

async function completeDraft(
  deps: Deps,
  { workspaceId, userId }: Actor,
  draftId: string,
): Promise<Result<Complete, AppError>> {
  const draft = await deps.drafts.find(workspaceId, userId, draftId);
  if (!draft) return err({ kind: 'not_found', what: 'This draft' });
  const world = await loadWorld(deps, workspaceId);
  const { resolve } = RECIPES[draft.fields.recipe];
  const resolved = await resolve(deps, draft.fields, world, deps.clock.now());
  const { access } = resolved;
  if (!access) return err(incomplete(resolved));
  const byOwner = accountsByOwner(deps, world, access.request);
  return byOwner.ok
    ? ok({ world, draft, resolved, access, byOwner: byOwner.value })
    : byOwner;
}

function incomplete({ errors, missing }: ResolvedDraft): AppError {
  const empty = missing.map((name) => [name, 'This is still needed.']);
  const fields: Record<string, string> = { ...Object.fromEntries(empty), ...errors };
  const [message = 'The draft is not complete.'] = Object.values(fields);
  return { kind: 'invalid_input', message, fields };
}

const alreadySo = ({ place, subject, deed }: Access): AppError => ({
  kind: 'already_so',
  message: `No change: everything is already so. ${subject} may ${deed} ${place.whoArn === place.roleArn ? 'as itself' : `through ${place.roleName}`}.`,
});

type NewPlan = Parameters<PlanStore['create']>[0];

function planOf(
  { clock }: Deps,
  { workspaceId, userId }: Actor,
  id: string,
  complete: Complete,
  { steps, replaces }: { steps: PlannedStep[]; replaces: string | null },
): Result<NewPlan, AppError> {
  const { draft, resolved, access, world, byOwner } = complete;
  const changes = changesOf(access, steps, world);
  if (changes.tooLong) return err({ kind: 'invalid_input', message: changes.tooLong });
  const createdAt = clock.now();
  const isChange = replaces !== null;
  const worlds = worldsOf(world, access.pieces);
  const turns = isChange ? turnsOf(access.place.roleArn, worlds) : null;
  const fixture = fixtureOf(complete, changes, worlds, turns?.losses ?? []);
  const warnings = warningsOf(complete, fixture, steps, isChange, turns?.warning ?? null);
  const plan: NewPlan = {
    id,
    workspaceId,
    createdById: userId,
    draftId: draft.id,
    title: `${fixture.subject} may ${fixture.deed}`,
    hash: hashOf(steps),
    state: 'ready',
    body: {
      ...bodyOf(draft.fields, access, warnings),
      ...(byOwner.length > 0 && { byOwner }),
      ...(replaces && { replaces }),
    },
    view: fixture,
    progress: null,
    reviewOn: resolved.reviewOn ?? createdAt,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + VALID_MS),
    steps: steps.map(waitingStep),
    end: endOf(access),
  };
  return ok(plan);
}

function endOf({ request }: Access): StoredEnd | null {
  const endsAt = endDateOf(request.guards);
  return (
    endsAt && {
      endsAt,
      lookAt: endsAt,
      removeAt: null,
      isStopped: false,
      isRemoving: false,
      note: null,
    }
  );
}

function fixtureOf(
  { access }: Complete,
  { accounts, added, changed, removed }: ReturnType<typeof changesOf>,
  worlds: Worlds,
  losses: PlanGainView[],
): PlanFixture {
  const { request, subject, deed } = access;
  const after = access.judge(worlds.after);
  return {
    subject,
    deed,
    promise: after.sentence,
    before: access.judgeToday(worlds.today).bridge,
    after: after.bridge,
    accounts,
    added,
    changed,
    removed,
    gains: access.gains(worlds),
    losses,
    findings: findingTurnsOf(access.pieces, worlds),
    request,
  };
}

function warningsOf(
  { resolved, access: { pieces, place } }: Complete,
  { before, after }: PlanFixture,
  steps: PlannedStep[],
  isChange: boolean,
  uncompared: string | null,
): string[] {
  const isSameRole =
    pieces.some(({ target }) => target.kind === 'role') &&
    !steps.some(({ write }) => write.kind === 'create-role');
  const extra = [
    uncompared,
    before.deck === 'works' && !isChange
      ? `${before.sentence} This plan adds a second way.`
      : null,
    after.deck === 'denied' ? `Even then: ${after.sentence}` : null,
    after.deck === 'untested' ? after.sentence : null,
    isSameRole
      ? `${place.roleName} stays the role it is: its description, its longest session and its boundary are not changed, and policies that it has beside these stay.`
      : null,
  ];
  return [...Object.values(resolved.warnings), ...extra.filter((text) => text !== null)];
}

const entryOf = (
  actor: Actor,
  plan: Pick<StoredPlan, 'id' | 'title' | 'hash' | 'body'>,
) => ({
  workspaceId: actor.workspaceId,
  actorId: actor.userId,
  actorName: actor.name,
  event: 'plan.created',
  outcome: 'ok' as const,
  sentence: `${actor.name} planned: ${plan.title}.`,
  target: plan.body.roleArn,
  planId: plan.id,
  details: { hash: plan.hash },
});
