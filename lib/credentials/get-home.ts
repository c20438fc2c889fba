import { requirePermission } from '@/lib/auth/permissions';
import { sessionSecondsUntil } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { StepUp } from '@/lib/core/step-up';
import type {
  AccountStore,
  Actor,
  Clock,
  GrantStore,
  IssueStore,
  LiveSession,
  RoleUse,
  StepUpStore,
  StoredAccount,
} from '@/lib/ports';
import {
  type AskableRole,
  askableRoleOf,
  type HeldRole,
  heldRoleOf,
} from './grants/held-role';
import { limitsOf } from './grants/narrow-limits';
import { sayGiven } from './grants/say-grant';
import { longerSessionPath } from './longer-session';
import { stepUpToDo } from './require-step-up';
import type { HomeView, RoleCard } from './schema';
import { sessionCapOf } from './session-cap';
import { sayLimits } from './session-limits';
import { sourceIdentityOf } from './session-names';
import { sessionTagsOf } from './session-tags';

type Deps = {
  grants: Pick<GrantStore, 'offeredTo'>;
  issues: Pick<IssueStore, 'usesByRole'>;
  accounts: Pick<AccountStore, 'list'>;
  stepUps: Pick<StepUpStore, 'stateOf'>;
  clock: Pick<Clock, 'now'>;
};

/** The roles a person may take: pinned ones first, then those used often and lately. */
export async function getHome(
  deps: Deps,
  actor: Actor,
): Promise<Result<HomeView, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);

  const { workspaceId, userId } = actor;
  const now = deps.clock.now();
  const since = new Date(now.getTime() - REMEMBERED_MS);
  const [offered, uses, accounts, confirmed] = await Promise.all([
    deps.grants.offeredTo(actor, now),
    deps.issues.usesByRole(workspaceId, userId, { since, now }),
    deps.accounts.list(workspaceId),
    deps.stepUps.stateOf(actor),
  ]);
  const signInSeconds = sessionSecondsUntil(actor.signInEndsAt, now);
  const accountsById = new Map(accounts.map((account) => [account.id, account]));
  const lastByArn = new Map(uses.map((use) => [use.roleArn, use.lastIssuedAt]));
  const live = uses.flatMap((use) => use.live).sort(byEnd);
  const liveByArn = new Map(live.map((session) => [session.roleArn, session]));
  const roles = offered
    .flatMap((role): ShownRole[] => {
      const shown =
        heldRoleOf(role, now, actor.sessionId === undefined) ?? askableRoleOf(role, now);
      return shown ? [shown] : [];
    })
    .map((role) =>
      cardOf(actor, role, accountsById.get(role.accountId), {
        live: liveByArn.get(role.roleArn) ?? null,
        lastIssuedAt: lastByArn.get(role.roleArn) ?? null,
        stepUp: stepUpToDo(role.grant.stepUp, confirmed, now),
        // What is asked for may be taken in a later sign-in.
        signInSeconds: 'openUntil' in role ? signInSeconds : Infinity,
      }),
    )
    .sort(byPinThenUse(scoresOf(uses, now)));
  const cards = new Map(roles.map((card) => [card.roleArn, card]));
  return ok({
    roles,
    live: live.map((session) => liveOf(session, cards)),
    recordedAs: sourceIdentityOf(actor),
    isPractice: actor.workspaceKind !== 'aws',
  });
}

/** A role that can be taken now, or asked for. */
type ShownRole = HeldRole | AskableRole;

const askOf = (role: ShownRole): RoleCard['ask'] =>
  'openUntil' in role || role.grant.rule === 'none' ? 'no' : role.grant.rule;

function cardOf(
  actor: Actor,
  role: ShownRole,
  account: StoredAccount | undefined,
  use: {
    live: LiveSession | null;
    lastIssuedAt: Date | null;
    stepUp: StepUp;
    signInSeconds: number;
  },
): RoleCard {
  const { grant, maxSeconds, roleMaxSeconds, isByToken } = role;
  const { signInSeconds } = use;
  const held = { grant, maxSeconds, roleMaxSeconds, isByToken, signInSeconds };
  const { capSeconds, capCause, capKind } = sessionCapOf(held);
  const grantLimits = limitsOf(grant);
  return {
    roleArn: role.roleArn,
    roleName: role.roleName,
    description: role.description,
    accountId: role.accountId,
    accountName: account?.name ?? role.accountId,
    isProduction: account?.isProduction ?? false,
    region: role.region,
    isPinned: role.isPinned,
    takesSourceIdentity: role.takesSourceIdentity,
    takesTags: role.takesTags,
    tags: 'request' in role ? sessionTagsOf(role.request) : null,
    capSeconds,
    capCause,
    longerPath: longerSessionPath(actor, role.roleArn, { capKind }),
    isByToken,
    externalId: account?.connection?.externalId ?? null,
    grantLimits,
    roleMaxSeconds,
    ask: askOf(role),
    stepUp: use.stepUp,
    given: sayGiven(grant),
    limits: sayLimits(grantLimits),
    liveUntil: use.live?.expiresAt.toISOString() ?? null,
    lastIssuedAt: use.lastIssuedAt?.toISOString() ?? null,
  };
}

const byEnd = (a: LiveSession, b: LiveSession): number =>
  a.expiresAt.getTime() - b.expiresAt.getTime();

const DAY_MS = 24 * 3_600_000;
/** Uses from before this are forgotten. */
const REMEMBERED_MS = 90 * DAY_MS;
/** After this long without a use, a role counts half. */
const HALF_LIFE_MS = 14 * DAY_MS;

/** How much each role is used: how often in the last 90 days, and how lately. */
function scoresOf(uses: RoleUse[], now: Date): Map<string, number> {
  return new Map(
    uses.map(({ roleArn, lastIssuedAt, uses: times }) => {
      const ageMs = Math.max(0, now.getTime() - lastIssuedAt.getTime());
      return [roleArn, (1 + times) * 0.5 ** (ageMs / HALF_LIFE_MS)];
    }),
  );
}

const byPinThenUse =
  (scores: Map<string, number>) =>
  (a: RoleCard, b: RoleCard): number => {
    if (a.isPinned !== b.isPinned) return a.isPinned ? -1 : 1;
    const byUse = (scores.get(b.roleArn) ?? 0) - (scores.get(a.roleArn) ?? 0);
    return (
      byUse ||
      a.accountName.localeCompare(b.accountName) ||
      a.roleName.localeCompare(b.roleName)
    );
  };

function liveOf(
  session: LiveSession,
  cards: Map<string, RoleCard>,
): HomeView['live'][number] {
  const [, accountId = ''] = /:iam::(\d{12}):/.exec(session.roleArn) ?? [];
  const card = cards.get(session.roleArn);
  return {
    id: session.id,
    sessionName: session.sessionName,
    roleArn: session.roleArn,
    // A grant can end before the session it gave.
    roleName:
      card?.roleName ?? session.roleArn.slice(session.roleArn.lastIndexOf('/') + 1),
    accountName: card?.accountName ?? accountId,
    issuedAt: session.issuedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  };
}
