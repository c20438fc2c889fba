import type { AppError } from '@/lib/core/errors';
import { HANDSHAKE_PATH } from '@/lib/core/links';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityLog,
  Actor,
  Clock,
  HandshakeLinkStore,
  PlanStore,
  Random,
  StoredPlan,
} from '@/lib/ports';
import { asksOwner, ownersOf } from '../plan/by-owner';
import { planOf } from '../plan-of';
import { hashOfLinkSecret, newLinkSecret } from './link-secret';
import { linkView } from './link-view';
import type { CreateLinkInput, LinkView } from './schema';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  handshakeLinks: Pick<HandshakeLinkStore, 'create'>;
  activity: Pick<ActivityLog, 'append'>;
  clock: Pick<Clock, 'now'>;
  random: Random;
  env: { origin: string };
};

const MS_PER_HOUR = 3_600_000;

/**
 * A link for the owner of the account that this console cannot write to. The address is handed
 * out once: its secret stands in the fragment, which browsers send to nobody, and we keep a hash.
 */
export async function createLink(
  deps: Deps,
  actor: Actor,
  { planId, hours }: CreateLinkInput,
): Promise<Result<{ link: LinkView; url: string }, AppError>> {
  const found = await planOf(deps, actor, planId);
  if (!found.ok) return found;
  const plan = found.value;
  const accountId = ownersOf(plan.body)[0];
  if (!accountId) return err(nobodyElse);
  if (plan.state === 'replaced') return err(takenOver);
  if (ENDED.has(plan.state)) return err(ended);
  if (!asksOwner(plan)) return err(nothingAsked);
  const now = deps.clock.now();
  const secret = newLinkSecret(deps.random);
  const link = {
    id: deps.random.uuid(),
    workspaceId: actor.workspaceId,
    planId,
    accountId,
    createdByName: actor.name,
    createdAt: now,
    expiresAt: new Date(now.getTime() + hours * MS_PER_HOUR),
  };
  await deps.activity.append(entryOf(actor, plan, link));
  await deps.handshakeLinks.create({ ...link, secretHash: hashOfLinkSecret(secret) });
  const shown = linkView({ ...link, revokedAt: null, lastOpenedAt: null }, now);
  return ok({ link: shown, url: `${deps.env.origin}${HANDSHAKE_PATH}#${secret}` });
}

const ENDED: ReadonlySet<StoredPlan['state']> = new Set([
  'undoing',
  'undone',
  'left',
  'quarantining',
  'quarantined',
  'lifting',
]);

const nobodyElse: AppError = {
  kind: 'conflict',
  message: 'This console writes both halves of this plan itself: there is nobody to ask.',
};

const nothingAsked: AppError = {
  kind: 'conflict',
  message:
    'This plan changes our half alone: the one that its owner has run stays as it is, so there is nothing to ask for.',
};

const takenOver: AppError = {
  kind: 'conflict',
  message:
    'A later plan has changed this crossing, so there is nothing more to ask its owner for.',
};

const ended: AppError = {
  kind: 'conflict',
  message: 'This plan was taken back, so there is nothing to ask its owner for.',
};

const entryOf = (
  actor: Actor,
  plan: StoredPlan,
  link: { id: string; accountId: string; expiresAt: Date },
) => ({
  workspaceId: actor.workspaceId,
  actorId: actor.userId,
  actorName: actor.name,
  event: 'handshake.created',
  outcome: 'ok' as const,
  sentence: `${actor.name} made a link for the owner of ${link.accountId}: ${plan.title}.`,
  target: plan.body.roleArn,
  planId: plan.id,
  details: { link: link.id, expiresAt: link.expiresAt.toISOString() },
});
