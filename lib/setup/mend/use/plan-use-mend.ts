import { nameOfArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityLog,
  Actor,
  Clock,
  EndStore,
  PlannedStep,
  PlanStore,
  Random,
} from '@/lib/ports';
import { judgeWorst } from '../../judge-role';
import { keepPlan } from '../../plan/keep-plan';
import { type LivePiece, planSteps } from '../../plan/plan-steps';
import { type ReadLiveDeps, readLive } from '../../plan/read-live';
import type { Piece } from '../../recipes/piece';
import { findStanding } from '../../restore/find-standing';
import { connectionIn } from '../../world/connection-in';
import { type EstateDeps, estatesOf } from '../../world/estates';
import type { KnownWorld } from '../../world/load-world';
import { worldAfter } from '../../world/world-after';
import { answersIn } from './answers-in';
import { findUseMend, type UseMend } from './find-use-mend';
import { mendedUsePieces } from './mended-use-pieces';
import { mendedUsePlan } from './mended-use-plan';
import { withLivePolicy } from './with-live-policy';
import { type ToldUse, withToldBucket } from './with-told-bucket';

type Deps = EstateDeps &
  ReadLiveDeps & {
    plans: Pick<PlanStore, 'create' | 'find'>;
    ends: Pick<EndStore, 'listOnRole'>;
    activity: Pick<ActivityLog, 'append'>;
    clock: Pick<Clock, 'now'>;
    random: Pick<Random, 'uuid'>;
  };
type Planned = Promise<Result<{ planId: string }, AppError>>;

/**
 * Plans the statements that a user or role lacks to use a bucket or a key: in a policy of its
 * own, and in the policies of bucket and key, each merged by its Sid into what stands there.
 */
export async function planUseMend(
  deps: Deps,
  actor: Actor,
  read: KnownWorld,
  { told, ...use }: ToldUse,
): Planned {
  const known = await withToldBucket(deps, read, { ...use, told });
  if (!known.ok) return known;
  const { fields } = known.value;
  const live = await withLivePolicy(deps, known.value.world, use.resource);
  if (!live.ok) return live;
  const found = findUseMend(deps, live.value, use, fields);
  return found.ok ? planStatements(deps, actor, live.value, found.value) : found;
}

async function planStatements(
  deps: Deps,
  actor: Actor,
  world: KnownWorld,
  mend: UseMend,
): Planned {
  // Another plan that is under way on the caller may be about to write the same policy.
  const standing = await findStanding(deps, actor, mend.who.arn);
  if (!standing.ok) return standing;
  const live = await readLive(deps, world, mendedUsePieces(mend));
  if (!live.ok) return live;
  const id = deps.random.uuid();
  const steps = planSteps(id, live.value);
  if (!steps.ok) return err(conflict(steps.error));
  if (steps.value.length === 0) return err(alreadySo(mend));
  const pieces = live.value.map(({ piece }) => piece);
  const denied = whyStillDenied(world, mend, opened(live.value, steps.value));
  if (denied) return err(denied);
  const plan = mendedUsePlan({
    id,
    actor,
    world,
    mend,
    pieces,
    steps: steps.value,
    estates: await estatesOf(deps, world, pieces),
    isConnected: connectionIn(deps, world.accounts)(mend.who.accountId) !== null,
    standing: standing.value,
    now: deps.clock.now(),
  });
  if (!plan.ok) return plan;
  await keepPlan(deps, actor, plan.value);
  return ok({ planId: id });
}

/** The documents as they will be, by what stands at AWS now. */
const opened = (live: LivePiece[], steps: PlannedStep[]): Piece[] =>
  live.map(({ piece, live: state }) => {
    const step = steps.find(({ title }) => title === piece.title);
    const text = step?.after ?? (state.exists ? state.document : '');
    return { ...piece, content: { kind: 'whole', text } };
  });

/** What would refuse even then, by the policies that stand at AWS now. */
function whyStillDenied(
  world: KnownWorld,
  mend: UseMend,
  pieces: Piece[],
): AppError | null {
  const { deck, answer } = judgeWorst(answersIn(worldAfter(world, pieces), mend));
  if (deck !== 'denied') return null;
  const denying =
    answer?.layers.find(({ verdict }) => verdict === 'denies') ??
    answer?.layers.find(({ verdict }) => verdict === 'silent');
  return conflict(
    `Even with what is missing AWS would refuse ${mend.who.name}. ${denying?.sentence ?? ''}`,
  );
}

const alreadySo = ({ who, resource }: UseMend): AppError => ({
  kind: 'already_so',
  message: `No change: what ${who.name} lacks on ${nameOfArn(resource)} stands at AWS already. Read the accounts again.`,
});

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
