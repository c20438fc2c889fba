import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityLog,
  Actor,
  AttestationStore,
  Clock,
  HandshakeLinkStore,
  PlanStore,
  RateLimitStore,
  StoredPlan,
} from '@/lib/ports';
import { ownersOf } from '../plan/by-owner';
import { takesWord } from '../plan/is-whole-theirs';
import { planOf } from '../plan-of';
import { notNow } from '../saga/start-run';
import { type WatchJob, watchNow, watchSaid } from '../watch-job';
import { findLink, type LinkDeps } from './find-link';
import { confirmationOf, OWNER_HALF } from './owner-half';
import type { OpenLinkInput } from './schema';

type NoteDeps = {
  attestations: Pick<AttestationStore, 'put' | 'listOf'>;
  activity: Pick<ActivityLog, 'append'>;
  clock: Pick<Clock, 'now'>;
  enqueue(job: WatchJob): Promise<void>;
};

type Deps = NoteDeps & { plans: Pick<PlanStore, 'find'> };

/** Somebody here says that the other half was run: by its owner, or by the commands printed. */
export async function confirmHalf(
  deps: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const plan = await planOf(deps, actor, planId);
  if (!plan.ok) return plan;
  return noteConfirmed(deps, plan.value, { id: actor.userId, name: actor.name });
}

type ByLinkDeps = Deps &
  LinkDeps & {
    handshakeLinks: Pick<HandshakeLinkStore, 'find'>;
    rateLimits: Pick<RateLimitStore, 'hit'>;
  };

/** The holder of a link says that they have run their half. It is their word, and no proof. */
export async function confirmByLink(
  deps: ByLinkDeps,
  { secret }: OpenLinkInput,
): Promise<Result<null, AppError>> {
  const found = await findLink(deps, secret, deps.clock.now());
  if (!found.ok) return found;
  const { link, plan } = found.value;
  return noteConfirmed(deps, plan, {
    id: null,
    name: `The holder of ${link.createdByName}’s link`,
  });
}

const ASKED: ReadonlySet<StoredPlan['state']> = new Set([
  'ready',
  'applying',
  'suspended',
  'stopped',
  'waiting',
]);

async function noteConfirmed(
  deps: NoteDeps,
  plan: StoredPlan,
  by: { id: string | null; name: string },
): Promise<Result<null, AppError>> {
  const [accountId] = ownersOf(plan.body);
  if (!accountId || !ASKED.has(plan.state)) return err(notNow(plan.state));
  if (!takesWord(plan)) return err(isSeen);
  const { id: planId, workspaceId } = plan;
  const isSaid = (await confirmationOf(deps.attestations, plan)) !== null;
  if (!isSaid) await keepWord(deps, plan, accountId, by);
  // Whoever is signed in may ask for a look again; a link is not to start one at will.
  const again = by.id === null ? null : watchNow({ workspaceId, planId });
  const look = isSaid ? again : watchSaid({ workspaceId, planId }, 0);
  if (plan.state === 'waiting' && look) await deps.enqueue(look);
  return ok(null);
}

const isSeen: AppError = {
  kind: 'conflict',
  message:
    'A call that is made from here, or a taking of the role, shows by itself whether both halves stand.',
};

async function keepWord(
  deps: NoteDeps,
  { id: planId, workspaceId, title, body }: StoredPlan,
  accountId: string,
  by: { id: string | null; name: string },
): Promise<void> {
  await deps.activity.append({
    workspaceId,
    actorId: by.id,
    actorName: by.name,
    event: 'handshake.confirmed',
    outcome: 'ok',
    sentence: `${by.name} says that the half of ${accountId} is run: ${title}.`,
    target: body.roleArn,
    planId,
    details: { accountId },
  });
  await deps.attestations.put({
    planId,
    item: OWNER_HALF,
    personId: by.id ?? '',
    personName: by.name,
    at: deps.clock.now(),
  });
}
