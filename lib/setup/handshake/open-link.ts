import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityLog,
  AttestationStore,
  Clock,
  HandshakeLinkStore,
  PracticeWorlds,
  StoredHandshakeLink,
  StoredPlan,
  WorkspaceStore,
} from '@/lib/ports';
import { planSource } from '../export/plan-source';
import { practiceUrlOf } from '../export/practice-url';
import { type WatchJob, watchNow } from '../watch-job';
import { findLink, type LinkDeps, noPage } from './find-link';
import { halfSince, type SinceDeps } from './half-since';
import { handshakeView } from './handshake-view';
import { confirmationOf } from './owner-half';
import type { HandshakeView, OpenLinkInput } from './schema';

type Deps = LinkDeps &
  SinceDeps & {
    handshakeLinks: Pick<HandshakeLinkStore, 'noteOpened'>;
    attestations: Pick<AttestationStore, 'listOf'>;
    accounts: Pick<AccountStore, 'list'>;
    workspaces: Pick<WorkspaceStore, 'find'>;
    practiceWorlds: Pick<PracticeWorlds, 'url'> | null;
    activity: Pick<ActivityLog, 'append'>;
    clock: Pick<Clock, 'now'>;
    enqueue(job: WatchJob): Promise<void>;
  };

/** While somebody looks at the page, the other half is looked for this often. */
const LOOK_EVERY_SECONDS = 15;
/** A page that stays open asks again and again; that is one opening. */
const ONE_VISIT_MS = 30 * 60_000;

/**
 * What the holder of a link is shown. A secret that is wrong, revoked or out of date gets the
 * same answer, and so does a plan that cannot be shown.
 */
export async function openLink(
  deps: Deps,
  { secret }: OpenLinkInput,
): Promise<Result<HandshakeView, AppError>> {
  const now = deps.clock.now();
  const found = await findLink(deps, secret, now);
  if (!found.ok) return found;
  const { link, plan } = found.value;
  const view = await viewOf(deps, link, plan);
  if (!view) return err(noPage);
  await noteOpening(deps, link, plan, now);
  await lookSoon(deps, plan, now);
  return ok(view);
}

async function viewOf(
  deps: Deps,
  link: StoredHandshakeLink,
  plan: StoredPlan,
): Promise<HandshakeView | null> {
  const workspace = await deps.workspaces.find(link.workspaceId);
  const practiceUrl = workspace && practiceUrlOf(deps, workspace.kind);
  if (!workspace || practiceUrl === undefined) return null;
  const accounts = await deps.accounts.list(link.workspaceId);
  const source = planSource(plan, accounts, practiceUrl);
  const confirmed = await confirmationOf(deps.attestations, plan);
  const view = handshakeView(plan, source, link, confirmed);
  if (!view) return null;
  const since = await halfSince(deps, plan, link.accountId);
  return onlyAsked(since ? { ...view, state: since } : view);
}

/**
 * Once nothing is asked of its holder, a link tells no more than how to take their half back, and
 * not even that where a newer half stands in its place. A word that was given too soon takes
 * nothing away: nobody has seen that it is run.
 */
function onlyAsked(view: HandshakeView): HandshakeView {
  if (view.state === 'waiting' || view.state === 'confirmed') return view;
  const isGone = view.state === 'newer' || view.state === 'rewritten';
  const undo = isGone ? '' : view.undo;
  return {
    ...view,
    creates: [],
    changes: [],
    files: [],
    doesNotGive: [],
    test: null,
    undo,
  };
}

async function noteOpening(
  { handshakeLinks, activity }: Deps,
  link: StoredHandshakeLink,
  plan: StoredPlan,
  now: Date,
): Promise<void> {
  const quietSince = new Date(now.getTime() - ONE_VISIT_MS);
  if (!(await handshakeLinks.noteOpened(link.id, now, quietSince))) return;
  await activity.append({
    workspaceId: link.workspaceId,
    actorId: null,
    actorName: 'Holder of a link',
    event: 'handshake.opened',
    outcome: 'ok',
    sentence: `The link for the owner of ${link.accountId} was opened: ${plan.title}.`,
    target: plan.body.roleArn,
    planId: plan.id,
    details: { link: link.id },
  });
}

async function lookSoon(deps: Deps, plan: StoredPlan, now: Date): Promise<void> {
  if (plan.state !== 'waiting') return;
  const key = `handshake-look:${plan.id}`;
  if ((await deps.rateLimits.hit(key, LOOK_EVERY_SECONDS, now)) > 1) return;
  const { workspaceId, id: planId } = plan;
  await deps.enqueue(watchNow({ workspaceId, planId }));
}
