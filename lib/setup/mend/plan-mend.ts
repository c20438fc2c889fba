import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import { nameOfArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { CallerArn, RoleArn } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { ToldTexts } from '@/lib/core/told-bucket';
import { isAskedByS3 } from '@/lib/iam/doctor/by-way-of-s3';
import type { TokenAsked } from '@/lib/iam/doctor/settle-token';
import type {
  ActivityLog,
  Actor,
  Clock,
  EndStore,
  PlanStore,
  Random,
  StoredPlan,
} from '@/lib/ports';
import { keepPlan } from '../plan/keep-plan';
import { type LivePiece, planSteps } from '../plan/plan-steps';
import { type ReadLiveDeps, readLive } from '../plan/read-live';
import type { Piece } from '../recipes/piece';
import { findStanding } from '../restore/find-standing';
import { type EstateDeps, estatesOf } from '../world/estates';
import { type KnownWorld, loadWorld, type WorldDeps } from '../world/load-world';
import { type Asked, findMend } from './find-mend';
import { guardsNaming } from './guards-naming';
import { judgeMend } from './judge-mend';
import { type Mend, mendPieces, mendTrustPiece, takenBy } from './mend-pieces';
import { mendPlan } from './mend-plan';
import { planTokenMend } from './token/plan-token-mend';
import { TokenMendInput } from './token/token-mend-input';
import { planUseMend } from './use/plan-use-mend';
import type { ToldUse } from './use/with-told-bucket';

const ARN_CHARACTERS_MAX = 2048;

/** A role to take, by somebody or by a token, or a call on a bucket or key that was refused. */
export const PlanMendInput = z.union([
  z.strictObject({ who: CallerArn, role: RoleArn }),
  TokenMendInput,
  z
    .strictObject({
      who: CallerArn,
      action: z.string().max(150),
      resource: z.string().max(ARN_CHARACTERS_MAX),
      isThroughS3: z.literal(true).optional(),
      told: ToldTexts.optional(),
    })
    .refine(
      ({ action, isThroughS3 }) => !isThroughS3 || isAskedByS3(action),
      'S3 asks a key for kms:Decrypt and kms:GenerateDataKey alone.',
    ),
]);

type Deps = WorldDeps &
  EstateDeps &
  ReadLiveDeps & {
    plans: Pick<PlanStore, 'create' | 'find'>;
    ends: Pick<EndStore, 'listOnRole'>;
    activity: Pick<ActivityLog, 'append'>;
    clock: Pick<Clock, 'now'>;
    random: Pick<Random, 'uuid' | 'base32'>;
  };
type Planned = Promise<Result<{ planId: string }, AppError>>;

/**
 * Plans the half that is missing between a user or role and a role, bucket or key, both of which
 * stand: a policy of its own on the caller, a statement in the other's policy, or both. Nothing
 * else of either changes. The plan is looked at, applied, proven and undone like any other.
 */
export async function planMend(
  deps: Deps,
  actor: Actor,
  asked: Asked | TokenAsked | ToldUse,
): Planned {
  const denied = requirePermission(actor, 'plan:create');
  if (denied) return err(denied);
  const world = await loadWorld(deps, actor.workspaceId);
  if ('provider' in asked) return planTokenMend(deps, actor, world, asked);
  return 'role' in asked
    ? planTaking(deps, actor, world, asked)
    : planUseMend(deps, actor, world, asked);
}

async function planTaking(
  deps: Deps,
  actor: Actor,
  world: KnownWorld,
  asked: Asked,
): Planned {
  const found = findMend(deps, world, asked);
  if (!found.ok) return found;
  const standing = await findStanding(deps, actor, asked.role);
  if (!standing.ok) return standing;
  return planStatements(deps, actor, {
    world,
    found: found.value,
    replaced: standing.value,
  });
}

type Found = { world: KnownWorld; found: Mend; replaced: StoredPlan | null };

async function planStatements(
  deps: Deps,
  actor: Actor,
  { world, found, replaced }: Found,
): Planned {
  const id = deps.random.uuid();
  const live = await readHalves(deps, world, found);
  if (!live.ok) return live;
  const steps = planSteps(id, live.value.pieces);
  if (!steps.ok) return err(conflict(steps.error));
  if (steps.value.length === 0) return err(alreadySo(found));
  const trust = steps.value.find(({ target }) => target.kind === 'trust')?.after;
  const standing = trust ?? live.value.trust;
  const mend = found.halves.includes('trust')
    ? found
    : { ...found, guards: guardsNaming(standing, found.who.arn) };
  const judged = judgeMend(world, mend, standing);
  if (!judged.ok) return judged;
  const plan = mendPlan({
    id,
    actor,
    world,
    mend,
    replaced,
    steps: steps.value,
    pieces: live.value.pieces.map(({ piece }) => piece),
    isConnected: isConnected(deps, world, mend),
    ...judged.value,
    estates: await estatesOf(deps, world, judged.value.written),
    now: deps.clock.now(),
  });
  if (!plan.ok) return plan;
  await keepPlan(deps, actor, plan.value);
  return ok({ planId: id });
}

type Halves = { pieces: LivePiece[]; trust: string };

/** What is to be written as it stands at AWS, and the trust whether it is written or not. */
async function readHalves(
  deps: Deps,
  world: KnownWorld,
  mend: Mend,
): Promise<Result<Halves, AppError>> {
  const looked = await readLive(deps, world, [lookAt(mendTrustPiece(mend))]);
  if (!looked.ok) return looked;
  const [role] = looked.value;
  if (!role?.live.exists)
    return err({ kind: 'not_found', what: `The role ${mend.roleArn}` });
  const { document: trust } = role.live;
  const other = takenBy(mend, trust);
  if (other) return err(nameTaken(mend, other));
  const pieces = await readLive(deps, world, mendPieces(mend));
  return pieces.ok ? ok({ pieces: pieces.value, trust }) : pieces;
}

/** A piece that is only read. */
const lookAt = (piece: Piece): Piece => ({
  ...piece,
  content: { kind: 'whole', text: '' },
});

function isConnected(deps: Deps, { accounts }: KnownWorld, { who }: Mend): boolean {
  const account = accounts.find(({ id }) => id === who.accountId);
  return account !== undefined && deps.connectionOf(account, accounts) !== null;
}

const alreadySo = ({ who, roleArn }: Mend): AppError => ({
  kind: 'already_so',
  message: `No change: what ${who.name} lacks to take ${nameOfArn(roleArn)} stands at AWS already. Read the accounts again.`,
});

const nameTaken = ({ roleArn }: Mend, other: string): AppError =>
  conflict(
    `The trust of ${nameOfArn(roleArn)} lets ${other} in by a statement of the name that this plan would write: it would be lost. Give that statement another Sid first.`,
  );

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
