import { can, type Permission, requirePermission } from '@/lib/auth/permissions';
import { nameOfArn } from '@/lib/core/arn';
import { type AppError, describeError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Actor,
  GrantStore,
  IssueStore,
  Notifier,
  RequestStore,
  StoredRequest,
} from '@/lib/ports';
import { grantEntry, sayRole } from '../grants/grant-deps';
import { type HeldRole, heldRoleOf } from '../grants/held-role';
import { limitsOf } from '../grants/narrow-limits';
import { revoke } from '../revoke/revoke';
import type { RevokeDeps } from '../revoke/revoke-deps';
import { sayLimits } from '../session-limits';
import { type Happening, tellingOfRequest } from './request-notice';
import type {
  DecideInput,
  OneRequestInput,
  RequestView,
  ReviewInput,
} from './request-schema';
import { decideRequest, type RequestEvent } from './request-state';
import { requestView } from './request-view';

type Deps = {
  requests: Pick<RequestStore, 'change'>;
  accounts: RevokeDeps['accounts'];
  notifier: Pick<Notifier, 'send'>;
  clock: Pick<RevokeDeps['clock'], 'now'>;
};
type Done = Promise<Result<RequestView, AppError>>;

/** Allows or denies a request; never one's own. */
export async function decide(
  deps: Deps,
  actor: Actor,
  { requestId, isApproval, note }: DecideInput,
): Done {
  const event = { kind: isApproval ? 'approve' : 'deny', by: actor, note } as const;
  const verb = isApproval ? 'approved' : 'denied';
  return viewOf(change(deps, actor, requestId, 'request:decide', event, verb));
}

/** Takes one's own request back before it was used. */
export async function cancelRequest(
  deps: Deps,
  actor: Actor,
  { requestId }: OneRequestInput,
): Done {
  const event = { kind: 'cancel', by: actor } as const;
  return viewOf(change(deps, actor, requestId, 'request:make', event, 'cancelled'));
}

/** Closes the review of a glass that somebody else broke. */
export async function reviewRequest(
  deps: Deps,
  actor: Actor,
  { requestId, note }: ReviewInput,
): Done {
  const event = { kind: 'review', by: actor, note } as const;
  return viewOf(change(deps, actor, requestId, 'request:oversee', event, 'reviewed'));
}

type EndDeps = Deps &
  RevokeDeps & {
    grants: Pick<GrantStore, 'findOffered'>;
    issues: Pick<IssueStore, 'listLive'>;
    people: {
      findActorIn(
        workspaceId: Actor['workspaceId'],
        userId: Actor['userId'],
      ): Promise<Actor | null>;
    };
  };

/**
 * Ends what a request opened before its time. Live sessions of the person on the role are
 * revoked, unless another grant or request still gives them the role: the last one to end
 * removes.
 */
export async function endAccess(
  deps: EndDeps,
  actor: Actor,
  { requestId }: OneRequestInput,
): Promise<Result<{ view: RequestView; notes: string[] }, AppError>> {
  const isInCharge = can(actor, 'request:oversee');
  const event = { kind: 'end', by: actor, isInCharge } as const;
  const changed = await change(deps, actor, requestId, 'request:make', event, 'ended');
  if (!changed.ok) return changed;
  const { view, request } = changed.value;
  return ok({ view, notes: await revokeLeft(deps, actor, request) });
}

/** Whether sessions of the grant may go on by another one: it is the same, or takes nothing away. */
const isCovered = (held: HeldRole | null, grantId: string): boolean =>
  held !== null &&
  (held.grant.id === grantId || sayLimits(limitsOf(held.grant)) === null);

/** What became of the sessions that the person still has. */
async function revokeLeft(
  deps: EndDeps,
  actor: Actor,
  { requesterId, roleArn, workspaceId, grantId }: StoredRequest,
): Promise<string[]> {
  const now = deps.clock.now();
  const holder = await deps.people.findActorIn(workspaceId, requesterId);
  const offered = holder && (await deps.grants.findOffered(holder, roleArn, now));
  if (isCovered(offered && heldRoleOf(offered, now), grantId))
    return ['Sessions go on: another grant still gives the role.'];
  const live = await deps.issues.listLive(workspaceId, requesterId, now);
  const notes: string[] = [];
  for (const { id } of live.filter((issue) => issue.roleArn === roleArn)) {
    const revoked = await revoke(deps, actor, { scope: 'session', sessionId: id });
    notes.push(
      revoked.ok
        ? `A session of ${nameOfArn(roleArn)} was revoked.`
        : `A session goes on until its end: ${describeError(revoked.error)}`,
    );
  }
  return notes;
}

type Changed = { request: StoredRequest; view: RequestView };

async function viewOf(changing: Promise<Result<Changed, AppError>>): Done {
  const changed = await changing;
  return changed.ok ? ok(changed.value.view) : changed;
}

async function change(
  deps: Deps,
  actor: Actor,
  requestId: string,
  permission: Permission,
  event: RequestEvent,
  verb: Happening,
): Promise<Result<Changed, AppError>> {
  const denied = requirePermission(actor, permission);
  if (denied) return err(denied);
  const accounts = await deps.accounts.list(actor.workspaceId);
  const now = deps.clock.now();
  const note = 'note' in event ? event.note : '';
  const say = (request: StoredRequest): string =>
    `${actor.name} ${verb} the request of ${request.requesterName} for ${sayRole(request.roleArn, accounts)}${note ? `: ${note}` : '.'}`;
  const changed = await deps.requests.change(actor.workspaceId, requestId, (request) => {
    const decided = decideRequest(request, event, now);
    if (!decided.ok) return err({ kind: 'conflict', message: decided.error });
    const entry = grantEntry(actor, `request.${verb}`, say(request), request.roleArn, {
      request: request.id,
    });
    const after = { ...request, ...decided.value.change };
    // The first of two approvals opens nothing yet.
    const isTold = after.state !== 'pending';
    const telling = isTold
      ? tellingOfRequest(after, verb, { accounts, by: actor, note })
      : null;
    return ok({ ...decided.value, telling, entry });
  });
  if (!changed) return err({ kind: 'not_found', what: 'This request' });
  if (!changed.ok) return changed;
  await deps.notifier.send();
  const view = requestView(changed.value, actor, accounts, now);
  return ok({ request: changed.value, view });
}
