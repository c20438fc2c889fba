import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { RoleArn } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { sayTime } from '@/lib/core/say-time';
import type { ActivityLog, Actor, Clock, EndStore, PlanStore, Random } from '@/lib/ports';
import { TRUSTS_EVERYBODY } from '../fields/principals';
import { keepPlan } from '../plan/keep-plan';
import { type LivePiece, planSteps } from '../plan/plan-steps';
import { type ReadLiveDeps, readLive } from '../plan/read-live';
import type { Piece } from '../recipes/piece';
import { type EstateDeps, estatesOf } from '../world/estates';
import { type KnownWorld, loadWorld, type WorldDeps } from '../world/load-world';
import { findStanding } from './find-standing';
import { namedAgain } from './named-again';
import { restorePlan } from './restore-plan';
import { whyNotWriteTrust } from './why-not-write-trust';

export const RestoreTrustInput = z.strictObject({
  role: RoleArn,
  /** When the version was seen last: what tells it from the others. */
  seenTo: z.iso.datetime(),
});
type Input = { role: string; seenTo: string };

type Version = { text: string; seenTo: string };

type Deps = WorldDeps &
  EstateDeps &
  ReadLiveDeps & {
    /** The versions of the role's trust, newest first. */
    historyOf(roleArn: string): Promise<Result<{ versions: Version[] }, AppError>>;
    plans: Pick<PlanStore, 'create' | 'find'>;
    ends: Pick<EndStore, 'listOnRole'>;
    activity: Pick<ActivityLog, 'append'>;
    clock: Pick<Clock, 'now'>;
    random: Pick<Random, 'uuid'>;
  };

/**
 * Plans to put an older trust policy of a role back. The plan is looked at, applied and undone
 * like any other: it is of no use once the live trust has changed.
 */
export async function restoreTrust(
  deps: Deps,
  actor: Actor,
  { role, seenTo }: Input,
): Promise<Result<{ planId: string }, AppError>> {
  const denied = requirePermission(actor, 'plan:create');
  if (denied) return err(denied);
  const history = await deps.historyOf(role);
  if (!history.ok) return history;
  const version = history.value.versions.find((one) => one.seenTo === seenTo);
  if (!version) return err({ kind: 'not_found', what: 'This version' });
  const world = await loadWorld(deps, actor.workspaceId);
  const refusal = refuse(deps, world, role, version);
  if (refusal) return err(refusal);
  const live = await readLive(deps, world, [pieceOf(role, version)]);
  return live.ok
    ? makePlan(deps, actor, { world, role, version, live: live.value })
    : live;
}

type Found = { world: KnownWorld; role: string; version: Version; live: LivePiece[] };

async function makePlan(
  deps: Deps,
  actor: Actor,
  { world, role, version, live }: Found,
): Promise<Result<{ planId: string }, AppError>> {
  const id = deps.random.uuid();
  const steps = planSteps(id, live);
  const [step] = steps.ok ? steps.value : [];
  if (!step) return err(alreadySo(role, version));
  if (step.before === null) return err({ kind: 'not_found', what: `The role ${role}` });
  if (namedAgain(step.before, version.text).includes('*'))
    return err(
      conflict(
        `This version of the trust of ${nameOfArn(role)} cannot be put back. ${TRUSTS_EVERYBODY}`,
      ),
    );
  const replaced = await findStanding(deps, actor, role);
  if (!replaced.ok) return replaced;
  const pieces = live.map(({ piece }) => piece);
  const plan = restorePlan({
    id,
    actor,
    role,
    version,
    world,
    step,
    pieces,
    estates: await estatesOf(deps, world, pieces),
    replaced: replaced.value,
    now: deps.clock.now(),
  });
  await keepPlan(deps, actor, plan);
  return ok({ planId: id });
}

/** AWS shows a principal that is gone as its id, and takes no policy that names one. */
const DELETED_PRINCIPAL = /"A(?:ROA|IDA)[A-Z0-9]{12,}"/;

function refuse(
  deps: Deps,
  world: KnownWorld,
  role: string,
  { text }: Version,
): AppError | null {
  const name = nameOfArn(role);
  if (DELETED_PRINCIPAL.test(text))
    return conflict(
      `This version of the trust of ${name} names a principal that was deleted. AWS takes no policy that names one.`,
    );
  return whyNotWriteTrust(deps, world, role);
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });

const alreadySo = (role: string, { seenTo }: Version): AppError => ({
  kind: 'already_so',
  message: `No change: the trust of ${nameOfArn(role)} already is as it was at ${sayTime(seenTo)}.`,
});

function pieceOf(role: string, { text }: Version): Piece {
  const roleName = nameOfArn(role);
  return {
    accountId: parseArn(role)?.accountId ?? '',
    side: 'trusting',
    title: `Trust policy of ${roleName}`,
    target: { kind: 'trust', roleName },
    content: { kind: 'whole', text },
    field: 'roleName',
  };
}
