import type { UserId } from '@/lib/core/ids';
import type { Actor, Notice, Notifier, StoredRequest } from '@/lib/ports';
import { sayRole } from '../grants/grant-deps';

type Accounts = Parameters<typeof sayRole>[1];
type Deps = { notifier: Notifier };
type Happening = 'made' | 'approved' | 'denied' | 'ended' | 'cancelled';

/** Tells what became of a request; each happening once, however often it is told. */
export const tellOfRequest = (
  { notifier }: Deps,
  actor: Actor,
  request: StoredRequest,
  happening: Happening,
  rest: { accounts: Accounts; note?: string | null },
): Promise<void> =>
  notifier.tell(
    request.workspaceId,
    noticeOf(actor, request, happening, rest),
    `request ${request.id} ${happening}`,
    concerned(actor, request, happening),
  );

/** Those who are to decide, else whose request it is; nobody is mailed what they did themselves. */
function concerned(
  { userId }: Actor,
  { approverIds, requesterId }: StoredRequest,
  happening: Happening,
): UserId[] {
  const people = happening === 'made' ? approverIds : [requesterId];
  return people.filter((id) => id !== userId);
}

function noticeOf(
  actor: Actor,
  request: StoredRequest,
  happening: Happening,
  { accounts, note = null }: { accounts: Accounts; note?: string | null },
): Notice {
  const { reason, ticket, durationSeconds } = request;
  const parts = {
    requestId: request.id,
    personName: request.requesterName,
    places: [sayRole(request.roleArn, accounts)],
    page: '/requests' as const,
  };
  switch (happening) {
    case 'made':
      return request.isBreakGlass
        ? { ...parts, event: 'break-glass-used', reason, durationSeconds }
        : { ...parts, event: 'request-made', reason, ticket, durationSeconds };
    case 'approved':
    case 'denied': {
      const isApproved = happening === 'approved';
      const decided = { isApproved, deciderName: actor.name, comment: note };
      return { ...parts, event: 'request-decided', ...decided };
    }
    case 'ended':
    case 'cancelled':
      return { ...parts, event: 'request-ended', how: happening, byName: actor.name };
    default:
      return happening satisfies never;
  }
}
