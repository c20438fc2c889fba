import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  AttestationStore,
  Clock,
  HandshakeLinkStore,
  PlanStore,
  PracticeWorlds,
} from '@/lib/ports';
import { planSource } from '../export/plan-source';
import { practiceUrlOf } from '../export/practice-url';
import { accountNameIn } from '../plan/account-name-in';
import { ownersOf } from '../plan/by-owner';
import { isRoleFirst } from '../plan/is-role-first';
import { isWholeTheirs } from '../plan/is-whole-theirs';
import { handshakeView } from './handshake-view';
import { linkView } from './link-view';
import { confirmationOf } from './owner-half';
import type { OwnerHalfView } from './schema';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  accounts: Pick<AccountStore, 'list'>;
  handshakeLinks: Pick<HandshakeLinkStore, 'listOf'>;
  attestations: Pick<AttestationStore, 'listOf'>;
  practiceWorlds: Pick<PracticeWorlds, 'url'> | null;
  clock: Pick<Clock, 'now'>;
};

/** The half of a plan that its account's owner runs, with the links given out; null for none. */
export async function getOwnerHalf(
  deps: Deps,
  { workspaceId, workspaceKind, ...actor }: Actor,
  planId: string,
): Promise<Result<OwnerHalfView | null, AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const plan = await deps.plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const accountId = ownersOf(plan.body)[0];
  if (!accountId) return ok(null);
  const practiceUrl = practiceUrlOf(deps, workspaceKind);
  if (practiceUrl === undefined) return ok(null);
  const accounts = await deps.accounts.list(workspaceId);
  const source = planSource(plan, accounts, practiceUrl);
  const now = deps.clock.now();
  const confirmed = await confirmationOf(deps.attestations, plan);
  const half = handshakeView(plan, source, { accountId, expiresAt: now }, confirmed);
  if (!half) return ok(null);
  const links = await deps.handshakeLinks.listOf(workspaceId, planId);
  return ok({
    accountId,
    accountName: accountNameIn(plan.body, accountId),
    isFirst: isRoleFirst(plan),
    isWhole: isWholeTheirs(plan),
    files: half.files,
    test: half.test,
    undo: half.undo,
    canConfirm: half.canConfirm,
    isChange: half.isChange,
    confirmed,
    links: links.map((link) => linkView(link, now)),
  });
}
