import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Clock,
  GrantStore,
  RequestStore,
  StoredRequest,
} from '@/lib/ports';
import { askableRoleOf } from '../grants/held-role';
import type { AskOption, RequestsFilter, RequestsView } from './request-schema';
import { requestView } from './request-view';

type Deps = {
  requests: Pick<RequestStore, 'list' | 'listWaiting'>;
  accounts: Pick<AccountStore, 'list'>;
  clock: Pick<Clock, 'now'>;
};

const ROWS_MAX = 200;

/** Requests for roles: one's own, those that wait for one's decision, or everybody's. */
export async function listRequests(
  deps: Deps,
  actor: Actor,
  { show }: RequestsFilter,
): Promise<Result<RequestsView, AppError>> {
  const permission = show === 'all' ? 'request:oversee' : 'request:make';
  const denied = requirePermission(actor, permission);
  if (denied) return err(denied);
  const now = deps.clock.now();
  const [found, waiting, accounts] = await Promise.all([
    show === 'decide'
      ? []
      : deps.requests.list(actor.workspaceId, whoseOf(show, actor), ROWS_MAX),
    deps.requests.listWaiting(actor.workspaceId, now),
    deps.accounts.list(actor.workspaceId),
  ]);
  const viewOf = (request: StoredRequest) => requestView(request, actor, accounts, now);
  // Others' requests to decide, and their broken glasses to end or review.
  const toDecide = waiting
    .filter(({ requesterId }) => requesterId !== actor.userId)
    .map(viewOf)
    .filter(({ may }) => may.decide || may.review || may.end);
  return ok({
    rows: show === 'decide' ? toDecide : found.map(viewOf),
    decideTotal: toDecide.length,
    mayOversee: can(actor, 'request:oversee'),
  });
}

const whoseOf = (show: 'mine' | 'all', { userId }: Actor) =>
  show === 'all' ? 'all' : { requesterId: userId };

/** Roles that the person can ask for. */
export async function listAskable(
  deps: Pick<Deps, 'accounts' | 'clock'> & { grants: Pick<GrantStore, 'offeredTo'> },
  actor: Actor,
): Promise<Result<AskOption[], AppError>> {
  const denied = requirePermission(actor, 'request:make');
  if (denied) return err(denied);
  const now = deps.clock.now();
  const [offered, accounts] = await Promise.all([
    deps.grants.offeredTo(actor, now),
    deps.accounts.list(actor.workspaceId),
  ]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return ok(
    offered.flatMap((role) => {
      const askable = askableRoleOf(role, now);
      if (!askable) return [];
      const { rule, approvals } = askable.grant;
      return {
        roleArn: role.roleArn,
        roleName: role.roleName,
        accountId: role.accountId,
        accountName: names.get(role.accountId) ?? role.accountId,
        isBreakGlass: rule === 'break-glass',
        mayBreakGlass: role.grants.some((grant) => grant.rule === 'break-glass'),
        needs: sayNeeds(rule, approvals),
      };
    }),
  );
}

function sayNeeds(rule: string, approvals: number): string {
  if (rule === 'break-glass') return 'at once; everybody is told';
  return approvals === 1 ? 'one approval' : `${approvals} approvals`;
}
