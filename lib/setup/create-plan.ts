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
  StoredPlan,
} from '@/lib/ports';
import { accountsByOwner } from './plan/accounts-by-owner';
import { findBase, strayGrant } from './plan/find-base';
import { findReplaced } from './plan/find-replaced';
import { formerOf } from './plan/former';
import { keepPlan } from './plan/keep-plan';
import { sayLeftBehind, withLeftovers } from './plan/leftovers';
import { type CompleteDraft, newPlan } from './plan/new-plan';
import { noteCrossing } from './plan/note-crossing';
import { documentOf, type LivePiece, planSteps } from './plan/plan-steps';
import { quotaRefusals } from './plan/quotas';
import { type ReadLiveDeps, readLive } from './plan/read-live';
import { sayEndOfWho } from './plan/say-its-end';
import { fitTrusts } from './plan/shorter-trust';
import { withStandingNotes } from './plan/standing-notes';
import type { Piece } from './recipes/piece';
import type { Access, ResolveDeps, ResolvedDraft } from './recipes/recipe';
import { resolveDraft } from './recipes/resolve-draft';
import type { DraftFields } from './schema';
import { type EstateDeps, estatesOf } from './world/estates';
import { type KnownWorld, loadWorld, type WorldDeps } from './world/load-world';
import { withTold } from './world/with-told';

type Deps = WorldDeps &
  ResolveDeps &
  EstateDeps &
  ReadLiveDeps & {
    drafts: Pick<DraftStore, 'find'>;
    plans: Pick<PlanStore, 'create' | 'find' | 'saveNotes'>;
    ends: Pick<EndStore, 'listOnRole'>;
    activity: Pick<ActivityLog, 'append'>;
    clock: Pick<Clock, 'now'>;
    random: Pick<Random, 'uuid'>;
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
  const { world, base } = complete.value;
  const pieces = withLeftovers(complete.value.access.pieces, base);
  const access = { ...complete.value.access, pieces };
  const stray = strayGrant(pieces, access.place);
  if (stray) return err(stray);
  const live = await readLive(deps, world, pieces, base);
  if (!live.ok) return live;
  const planId = deps.random.uuid();
  const steps = stepsWithin(world, planId, live.value);
  if (!steps.ok) return steps;
  if (steps.value.steps.length === 0) return noteOnly(deps, actor, complete.value);
  const replaced = await findReplaced(deps, world, access, live.value);
  if (!replaced.ok) return replaced;
  const changed = base[0] ?? replaced.value;
  const plan = newPlan({
    id: planId,
    actor,
    now: deps.clock.now(),
    draft: { ...complete.value, access },
    steps: steps.value.steps,
    leftBehind: sayLeftBehind(complete.value.access.pieces, base),
    shortened: steps.value.shortened,
    estates: await estatesOf(deps, world, pieces),
    former: await formerOf(deps, complete.value, changed),
    goesWith: await sayEndOfWho(deps, world, access, { ...steps.value, changed }),
  });
  if (!plan.ok) return plan;
  await keepPlan(deps, actor, plan.value);
  return ok({ planId });
}

/** Where nothing is to be written at AWS, what is said of a standing crossing may still change. */
async function noteOnly(
  deps: Deps,
  actor: Actor,
  { draft: { fields }, resolved: { reviewOn }, access, base: [base] }: BasedDraft,
): Promise<Result<{ planId: string }, AppError>> {
  if (!base) return err(alreadySo(access));
  const noted = await noteCrossing(deps, actor, base, { fields, reviewOn });
  if (!noted.ok) return noted;
  return noted.value ? ok({ planId: base.id }) : err(alreadySo(access));
}

/** With the plans that it changes, newest first, and the world as it was read. */
type BasedDraft = CompleteDraft & { base: StoredPlan[]; read: KnownWorld };

async function completeDraft(
  deps: Deps,
  { workspaceId, userId }: Actor,
  draftId: string,
): Promise<Result<BasedDraft, AppError>> {
  const draft = await deps.drafts.find(workspaceId, userId, draftId);
  if (!draft) return err({ kind: 'not_found', what: 'This draft' });
  const now = deps.clock.now();
  const read = await loadWorld(deps, workspaceId);
  const world = withTold(read, draft.fields, now);
  const resolved = await resolveDraft(deps, draft.fields, world, now);
  const { access } = resolved;
  if (!access) return err(incomplete(resolved));
  const byOwner = accountsByOwner(deps, world, access.request);
  if (!byOwner.ok) return byOwner;
  const base = await findBase(deps, world, draft.fields, access);
  if (!base.ok) return base;
  const fields = withStandingNotes(draft.fields, base.value[0], now);
  if (!fields.ok) return fields;
  return ok({
    read,
    world,
    draft: { ...draft, fields: fields.value },
    resolved: {
      ...resolved,
      reviewOn: reviewOf(draft.fields, fields.value, resolved, base.value),
    },
    access,
    byOwner: byOwner.value,
    base: base.value,
  });
}

/** The day of the review; that of the crossing where somebody has set it since. */
const reviewOf = (
  typed: DraftFields,
  noted: DraftFields,
  { reviewOn }: ResolvedDraft,
  [base]: StoredPlan[],
): Date | null =>
  base && noted.reviewOn !== typed.reviewOn && noted.reviewOn !== ''
    ? base.reviewOn
    : reviewOn;

function stepsWithin(
  world: KnownWorld,
  planId: string,
  live: LivePiece[],
): Result<{ steps: PlannedStep[]; shortened: string[] }, AppError> {
  const { pieces, warnings } = fitTrusts(world, piecesOf(live), standingAmong(live));
  const fitted = live.map((one, at) => ({ ...one, piece: pieces[at] ?? one.piece }));
  // What must not be written over has no size that could be told.
  const steps = planSteps(planId, fitted);
  if (!steps.ok) return err({ kind: 'conflict', message: steps.error });
  const over = sayOverQuota(world, fitted);
  if (over) return err(over);
  return ok({ steps: steps.value, shortened: Object.values(warnings) });
}

const piecesOf = (live: LivePiece[]) => live.map(({ piece }) => piece);

function standingAmong(live: LivePiece[]): (piece: Piece) => string | null {
  const standing = new Map(live.map((one) => [one.piece, documentOf(one.live)]));
  return (piece) => standing.get(piece) ?? null;
}

/** By what stands now: AWS would refuse the last of what is too much, half-way. */
function sayOverQuota(world: KnownWorld, live: LivePiece[]): AppError | null {
  const fields = quotaRefusals(world, piecesOf(live), standingAmong(live));
  const [message] = Object.values(fields);
  return message ? { kind: 'invalid_input', message, fields } : null;
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
