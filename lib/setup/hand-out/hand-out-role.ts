import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { RoleArn } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { handOutText } from '@/lib/iam/render/hand-out';
import type { ActivityLog, Actor, StoredPlan } from '@/lib/ports';
import { resolveConsole } from '../fields/hands-out';
import { ownersOf } from '../plan/by-owner';
import { keepPlan } from '../plan/keep-plan';
import { type LivePiece, planSteps } from '../plan/plan-steps';
import { readLive } from '../plan/read-live';
import { whyNotChange } from '../plan/why-not-change';
import { findStanding } from '../restore/find-standing';
import {
  ownerOfRole,
  whyNotAskTrust,
  whyNotWriteTrust,
} from '../restore/why-not-write-trust';
import { sayOwner } from '../say/say-owner';
import { connectionIn } from '../world/connection-in';
import { estatesOf } from '../world/estates';
import { type KnownWorld, loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { handOutPlan } from './hand-out-plan';
import { askForSomebody, type HandOut, hubPiece, ownStatement } from './hub-half';
import { judgeHandOut } from './judge-hand-out';
import { type AgainDeps, planAgain } from './plan-again';
import { sayServices, trustPiece, whyNotTrust } from './trust-piece';

export const HandOutRoleInput = z.strictObject({ role: RoleArn });

export type HandOutDeps = AgainDeps & { activity: Pick<ActivityLog, 'append'> };
export type Planned = Promise<Result<{ planId: string }, AppError>>;

/**
 * Plans that the console may hand out a role that exists: a statement of its own in the role's
 * trust, and nothing else of the role changes. A crossing that a form made is planned again by
 * that form. The plan is looked at, applied, proven and undone like any other.
 */
export async function handOutRole(
  deps: HandOutDeps,
  actor: Actor,
  { role }: { role: string },
): Planned {
  const denied = requirePermission(actor, 'plan:create');
  if (denied) return err(denied);
  const world = await loadWorld(deps, actor.workspaceId);
  const signedIn = resolveConsole(world, parseArn(role)?.accountId ?? '');
  if (signedIn.state === 'wrong') return err(conflict(signedIn.message));
  const { value: consoleArn, warning } = signedIn;
  const handOut = { consoleArn, roleArn: role };
  const refusal = whyNotHere(deps, world, handOut);
  if (refusal) return err(refusal);
  const standing = await findStanding(deps, actor, role);
  if (!standing.ok) return standing;
  const { value: replaced } = standing;
  const byOwner = ownerOfRole(deps, world, role);
  // A form would plan again what an owner has run: the statement alone is added beside it.
  const owners = replaced ? [...byOwner, ...ownersOf(replaced.body)] : [];
  return replaced && whyNotChange(replaced) === null && owners.length === 0
    ? planAgain(deps, actor, replaced)
    : planStatement(deps, actor, { world, handOut, warning, replaced, byOwner });
}

/** Where nothing was read the statement is told, for whoever can write it. */
function whyNotHere(
  deps: HandOutDeps,
  world: KnownWorld,
  handOut: HandOut,
): AppError | null {
  const { accountId = '' } = parseArn(handOut.roleArn) ?? {};
  if (world.readings.has(accountId)) return whyNotAskTrust(deps, world, handOut.roleArn);
  const refusal = whyNotWriteTrust(deps, world, handOut.roleArn);
  if (refusal?.kind !== 'conflict' || connectionIn(deps, world.accounts)(accountId))
    return refusal;
  return conflict(
    `${refusal.message} Or let whoever administers it add this statement to the trust policy, and read the account again: ${handOutText(handOut.consoleArn)}`,
  );
}

type Found = {
  world: KnownWorld;
  handOut: HandOut;
  warning: string | null;
  replaced: StoredPlan | null;
  byOwner: string[];
};

async function planStatement(deps: HandOutDeps, actor: Actor, found: Found): Planned {
  const { world, handOut } = found;
  const live = await readTrust(deps, world, handOut);
  if (!live.ok) return live;
  const { trust, standing } = live.value;
  if (found.byOwner.length > 0 && getsInAlready(world, handOut))
    return err(conflict(sayGetsIn(handOut.roleArn)));
  const id = deps.random.uuid();
  const opened = planSteps(id, [trust]);
  if (!opened.ok) return err(conflict(opened.error));
  const judged = judgeHandOut(deps, world, handOut, opened.value[0]?.after ?? standing);
  if (!judged.ok) return judged;
  const { hub, facts, written, warning } = judged.value;
  const ours = hub ? await readLive(deps, world, [hub]) : ok([]);
  if (!ours.ok) return ours;
  const all = [...ours.value, trust];
  const steps = planSteps(id, all);
  if (!steps.ok) return err(conflict(steps.error));
  const warnings = [
    found.warning,
    warning,
    sayServices(standing),
    sayOwner(world, handOut.roleArn, found.byOwner),
  ];
  const plan = handOutPlan({
    ...found,
    id,
    actor,
    steps: steps.value,
    pieces: all.map(({ piece }) => piece),
    facts,
    estates: await estatesOf(deps, world, written),
    warnings: warnings.filter((text) => text !== null),
    now: deps.clock.now(),
  });
  if (!plan.ok) return plan;
  await keepPlan(deps, actor, plan.value);
  return ok({ planId: id });
}

/** Whether the console gets in once its own identity is let: its owner has nothing to add. */
const getsInAlready = (world: KnownWorld, handOut: HandOut): boolean =>
  askForSomebody(worldAfter(world, [hubPiece(handOut, ownStatement(handOut))]), handOut)
    .decision === 'allow';

const sayGetsIn = (roleArn: string): string =>
  `The trust of ${nameOfArn(roleArn)} lets this console in already, as everybody of its account or by a pattern. Its owner has nothing to add; let this console’s own identity ask for the role.`;

/** The trust as it stands at AWS; refused where the role is gone, or names the console already. */
async function readTrust(
  deps: HandOutDeps,
  world: KnownWorld,
  handOut: HandOut,
): Promise<Result<{ trust: LivePiece; standing: string }, AppError>> {
  const live = await readLive(deps, world, [trustPiece(handOut)]);
  if (!live.ok) return live;
  const [trust] = live.value;
  if (!trust?.live.exists)
    return err({ kind: 'not_found', what: `The role ${handOut.roleArn}` });
  const standing = trust.live.document;
  const why = whyNotTrust(handOut, standing);
  return why ? err(why) : ok({ trust, standing });
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
