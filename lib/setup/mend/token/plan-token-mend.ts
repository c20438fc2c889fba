import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import {
  askToken,
  settleToken,
  type TokenAsked,
  type TokenMend,
} from '@/lib/iam/doctor/settle-token';
import { startUpper } from '@/lib/iam/explain/list-words';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type {
  ActivityLog,
  Actor,
  Clock,
  EndStore,
  PlannedStep,
  PlanStore,
  Random,
  StoredPlan,
} from '@/lib/ports';
import { keepPlan } from '../../plan/keep-plan';
import { type LivePiece, planSteps } from '../../plan/plan-steps';
import { type ReadLiveDeps, readLive } from '../../plan/read-live';
import type { Piece } from '../../recipes/piece';
import { findStanding } from '../../restore/find-standing';
import { ownerOfRole, whyNotAskTrust } from '../../restore/why-not-write-trust';
import type { KnownWorld } from '../../world/load-world';
import { worldAfter } from '../../world/world-after';
import { type RevivedSubject, revivedSubjects } from './revived-subjects';
import { isNameTaken, tokenMendPieces } from './token-mend-pieces';
import { tokenMendPlan } from './token-mend-plan';

type Deps = ReadLiveDeps & {
  plans: Pick<PlanStore, 'create' | 'find'>;
  ends: Pick<EndStore, 'listOnRole'>;
  activity: Pick<ActivityLog, 'append'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};
type Planned = Promise<Result<{ planId: string }, AppError>>;

/**
 * Plans that a role takes the tokens of one workload, of an issuer whose tokens it takes already:
 * a statement of its own in the role's trust, and the provider where the account has none. The
 * token is not here; what is written says what its claims say, and nothing wider. In an account
 * that is not written to from here its owner writes it.
 */
export async function planTokenMend(
  deps: Deps,
  actor: Actor,
  world: KnownWorld,
  asked: TokenAsked,
): Planned {
  const found = findTokenMend(deps, world, asked);
  if (!found.ok) return found;
  const standing = await findStanding(deps, actor, asked.role);
  if (!standing.ok) return standing;
  return planStatement(deps, actor, {
    world,
    mend: found.value,
    replaced: standing.value,
    byOwner: ownerOfRole(deps, world, asked.role),
  });
}

function findTokenMend(
  deps: Deps,
  world: KnownWorld,
  asked: TokenAsked,
): Result<TokenMend, AppError> {
  const owner = parseArn(asked.role)?.accountId ?? '';
  const account = world.readings.get(owner);
  if (!account?.facts.rolesByArn.has(asked.role))
    return err({ kind: 'not_found', what: `The role ${asked.role}` });
  const settled = settleToken(world.facts, asked);
  if ('isNone' in settled) return err(conflict(settled.sentence));
  if ('whyNot' in settled) return err(conflict(startUpper(settled.whyNot)));
  const refusal = whyNotAskTrust(deps, world, asked.role);
  return refusal ? err(refusal) : ok(settled.mend);
}

type Found = {
  world: KnownWorld;
  mend: TokenMend;
  replaced: StoredPlan | null;
  byOwner: string[];
};

async function planStatement(deps: Deps, actor: Actor, found: Found): Planned {
  const { world, mend } = found;
  const live = await readLive(deps, world, tokenMendPieces(mend));
  if (!live.ok) return live;
  const trust = trustIn(live.value);
  if (trust === null) return err({ kind: 'not_found', what: `The role ${mend.role}` });
  if (isNameTaken(mend, trust)) return err(nameTaken(mend));
  const needed = neededOf(found, live.value);
  const revived = revivedIn(world, mend, live.value, trust);
  if (!revived.ok) return revived;
  const id = deps.random.uuid();
  const steps = planSteps(id, needed);
  if (!steps.ok) return err(conflict(steps.error));
  if (steps.value.length === 0) return err(alreadySo(mend));
  const after = worldAfter(world, written(needed, steps.value));
  const denied = whyStillDenied(mend, after);
  if (denied) return err(denied);
  const plan = tokenMendPlan({
    ...found,
    id,
    actor,
    steps: steps.value,
    pieces: needed.map(({ piece }) => piece),
    today: worldAfter(world, standing(live.value)),
    after,
    revived: revived.value,
    now: deps.clock.now(),
  });
  if (!plan.ok) return plan;
  await keepPlan(deps, actor, plan.value);
  return ok({ planId: id });
}

const isTrust = ({ piece }: LivePiece): boolean => piece.target.kind === 'trust';

function trustIn(live: LivePiece[]): string | null {
  const state = live.find(isTrust)?.live;
  return state?.exists ? state.document : null;
}

/** Who gets in again besides, where the plan makes the provider; null where it stands. */
function revivedIn(
  { readings }: KnownWorld,
  mend: TokenMend,
  live: LivePiece[],
  trust: string,
): Result<RevivedSubject[] | null, AppError> {
  if (live.every((one) => isTrust(one) || one.live.exists)) return ok(null);
  const account = readings.get(parseArn(mend.role)?.accountId ?? '');
  const others = [...(account?.facts.rolesByArn.values() ?? [])]
    .filter(({ Arn }) => Arn !== mend.role)
    .map(({ Arn, AssumeRolePolicyDocument }) => ({
      role: Arn,
      trust: AssumeRolePolicyDocument,
    }));
  return revivedSubjects(mend, [{ role: mend.role, trust }, ...others]);
}

/** Where the trust lets the token in by itself, the provider alone is missing. */
function neededOf({ world, mend }: Found, live: LivePiece[]): LivePiece[] {
  const others = live.filter((one) => !isTrust(one));
  const facts = worldAfter(world, [
    ...others.map(({ piece }) => piece),
    ...standing(live.filter(isTrust)),
  ]);
  return askToken(facts, mend).decision === 'allow' ? others : live;
}

const whole = (piece: Piece, text: string): Piece => ({
  ...piece,
  content: { kind: 'whole', text },
});

/** The trust as AWS has it now, whatever the latest reading says. */
const standing = (live: LivePiece[]): Piece[] =>
  live.flatMap((one) =>
    isTrust(one) && one.live.exists ? [whole(one.piece, one.live.document)] : [],
  );

/** The provider, and the trust as it will be. */
const written = (needed: LivePiece[], steps: PlannedStep[]): Piece[] =>
  needed.map((one) => {
    const text = steps.find(({ title }) => title === one.piece.title)?.after;
    return isTrust(one) && text ? whole(one.piece, text) : one.piece;
  });

function whyStillDenied({ role, claims, ...mend }: TokenMend, after: WorldFacts) {
  const { decision, layers } = askToken(after, { role, claims, ...mend });
  if (decision !== 'deny') return null;
  const denying =
    layers.find(({ verdict }) => verdict === 'denies') ??
    layers.find(({ verdict }) => verdict === 'silent');
  return conflict(
    `Even with what is missing ${nameOfArn(role)} would not take a token for ${claims['sub']}. ${denying?.sentence ?? ''}`.trim(),
  );
}

const alreadySo = ({ role }: TokenMend): AppError => ({
  kind: 'already_so',
  message: `No change: what the token lacks to take ${nameOfArn(role)} stands at AWS already. Read the account again.`,
});

const nameTaken = ({ role }: TokenMend): AppError =>
  conflict(
    `The trust of ${nameOfArn(role)} has another statement of the name that this plan would write: it would be lost. Give that statement another Sid first.`,
  );

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
