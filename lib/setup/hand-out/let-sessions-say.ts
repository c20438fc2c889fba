import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { RoleArn } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { isNamed } from '@/lib/iam/facts/is-named';
import type { Actor, IdentityTokens, StoredPlan } from '@/lib/ports';
import { resolveConsole } from '../fields/hands-out';
import { sayBeside } from '../mend/say-beside';
import { accountOf } from '../plan/account-of';
import { ownersOf } from '../plan/by-owner';
import { keepPlan } from '../plan/keep-plan';
import { documentOf, type LivePiece, planSteps } from '../plan/plan-steps';
import { readLive } from '../plan/read-live';
import { whyNotChange } from '../plan/why-not-change';
import { findStanding } from '../restore/find-standing';
import { ownerOfRole, whyNotAskTrust } from '../restore/why-not-write-trust';
import { sayOwner } from '../say/say-owner';
import { estatesOf } from '../world/estates';
import { type KnownWorld, loadWorld } from '../world/load-world';
import { lackingByToken } from './carry-by-token';
import {
  askTagged,
  CARRIED,
  carriedByOurs,
  carryDeed,
  carryPiece,
  notCarried,
} from './carry-tags';
import { handOutPlan } from './hand-out-plan';
import type { HandOutDeps, Planned } from './hand-out-role';
import type { HandOut } from './hub-half';
import { judgeHandOut } from './judge-hand-out';
import { planAgain } from './plan-again';

type SayDeps = HandOutDeps & {
  identityTokens: Pick<IdentityTokens, 'issuerOf'>;
};

export const LetSessionsSayInput = z.strictObject({ role: RoleArn });

/**
 * Plans that the sessions of a role which the console hands out already may carry for whom and
 * why they were taken, where the trust was written before that was asked for. What lets the
 * console in stays as it is. A crossing whose form hands the role out is planned again by it.
 */
export async function letSessionsSay(
  deps: SayDeps,
  actor: Actor,
  { role }: { role: string },
): Planned {
  const denied = requirePermission(actor, 'plan:create');
  if (denied) return err(denied);
  const world = await loadWorld(deps, actor.workspaceId);
  const signedIn = resolveConsole(world, parseArn(role)?.accountId ?? '');
  if (signedIn.state === 'wrong') return err(conflict(signedIn.message));
  return planFor(deps, actor, world, { consoleArn: signedIn.value, roleArn: role });
}

async function planFor(
  deps: SayDeps,
  actor: Actor,
  world: KnownWorld,
  handOut: HandOut,
): Planned {
  const role = handOut.roleArn;
  const refusal = whyNotAskTrust(deps, world, role);
  if (refusal) return err(refusal);
  const standing = await findStanding(deps, actor, role);
  if (!standing.ok) return standing;
  const { value: replaced } = standing;
  const byOwner = ownerOfRole(deps, world, role);
  // A form would plan again what an owner has run: the statement alone is added beside it.
  const owners = replaced ? [...byOwner, ...ownersOf(replaced.body)] : [];
  return replaced && isByForm(replaced) && owners.length === 0
    ? planAgain(deps, actor, replaced)
    : planStatement(deps, actor, { world, handOut, replaced, byOwner });
}

/** Whether the form of a plan lets the console in: it writes what is asked for by now. */
const isByForm = (plan: StoredPlan): boolean =>
  plan.body.fields.handsOut && whyNotChange(plan) === null;

/** One of this kind wrote the statement itself, which is widened now. */
const sayStanding = (plan: StoredPlan): string =>
  plan.body.carriesTags
    ? `The plan “${plan.title}” wrote the statement that this one widens: to undo that one, undo this one first.`
    : sayBeside(plan);

type Found = {
  world: KnownWorld;
  handOut: HandOut;
  replaced: StoredPlan | null;
  byOwner: string[];
};

async function planStatement(deps: SayDeps, actor: Actor, found: Found): Planned {
  const { world, handOut, replaced } = found;
  const live = await readLacking(deps, world, handOut);
  if (!live.ok) return live;
  const id = deps.random.uuid();
  const opened = planSteps(id, [live.value]);
  if (!opened.ok) return err(conflict(opened.error));
  const trust = opened.value[0]?.after ?? documentOf(live.value.live) ?? '';
  const denied = notCarried(world, handOut, trust);
  if (denied.length > 0) return err(stillDenied(handOut, denied));
  const judged = judgeHandOut(deps, world, handOut, trust, askTagged);
  if (!judged.ok) return judged;
  const { hub, facts, written, warning } = judged.value;
  const ours = hub ? await readLive(deps, world, [hub]) : ok([]);
  if (!ours.ok) return ours;
  const all = [...ours.value, live.value];
  const steps = planSteps(id, all);
  if (!steps.ok) return err(conflict(steps.error));
  const warnings = [
    warning,
    replaced && sayStanding(replaced),
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
    carries: {
      deed: carryDeed(handOut, accountOf(world, handOut.roleArn).name),
      ask: askTagged,
    },
  });
  if (!plan.ok) return plan;
  await keepPlan(deps, actor, plan.value);
  return ok({ planId: id });
}

/** The trust as it stands at AWS, with what it lacks; refused where that is nothing, or too much. */
async function readLacking(
  deps: SayDeps,
  world: KnownWorld,
  handOut: HandOut,
): Promise<Result<LivePiece, AppError>> {
  const { roleArn, consoleArn } = handOut;
  const live = await readLive(deps, world, [carryPiece(handOut, [])]);
  if (!live.ok) return live;
  const [trust] = live.value;
  if (!trust?.live.exists) return err({ kind: 'not_found', what: `The role ${roleArn}` });
  const { document } = trust.live;
  const roleName = nameOfArn(roleArn);
  if (!isNamed(document, { AWS: consoleArn }))
    return err(await whyNotNamed(deps, world, handOut, document));
  const lacking = notCarried(world, handOut, document);
  if (lacking.length === 0) return err(alreadySo(roleName));
  const carried = carriedByOurs(handOut, document);
  if (!carried) return err(nameTaken(roleName));
  return ok({ ...trust, piece: carryPiece(handOut, [...carried, ...lacking]) });
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });

const alreadySo = (roleName: string): AppError => ({
  kind: 'already_so',
  message: `No change: the trust of ${roleName} lets its sessions say for whom and why already. Read the account again; if they still do not, the console’s own identity lacks sts:TagSession.`,
});

/** Where people get in by a token of this console's issuer, the token says why they took it. */
async function whyNotNamed(
  { identityTokens }: SayDeps,
  { workspaceId }: KnownWorld,
  { roleArn, consoleArn }: HandOut,
  trust: string,
): Promise<AppError> {
  const roleName = nameOfArn(roleArn);
  const { partition = 'aws', accountId = '' } = parseArn(roleArn) ?? {};
  const host = (await identityTokens.issuerOf(workspaceId))?.replace(/^https:\/\//, '');
  const provider = `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
  const isByToken = host !== undefined && isNamed(trust, { Federated: provider });
  if (!isByToken)
    return conflict(
      `The trust of ${roleName} does not name ${nameOfArn(consoleArn)}, as which this console signs in.`,
    );
  const lacking = lackingByToken(provider, trust);
  if (lacking === null) return alreadySo(roleName);
  const what =
    lacking === 'unsure'
      ? `Add ${CARRIED.join(' and ')} to each statement that names ${provider}`
      : `Add this statement, which asks for what the one asks that lets them in: ${JSON.stringify(lacking)} Do it`;
  return conflict(
    `${roleName} lets people in by tokens of this console’s issuer, and no plan changes such a trust. ${what} by hand, and read the account again.`,
  );
}

const stillDenied = ({ roleArn }: HandOut, actions: string[]): AppError =>
  conflict(
    `The trust of ${nameOfArn(roleArn)} denies this console ${actions.join(' and ')}, and a denial wins over whatever is allowed. Change that statement first.`,
  );

const nameTaken = (roleName: string): AppError =>
  conflict(
    `The trust of ${roleName} has another statement of the name that this plan would write: it would be lost. Give that statement another Sid first.`,
  );
