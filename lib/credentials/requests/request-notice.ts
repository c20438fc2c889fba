import type { UserId } from '@/lib/core/ids';
import type { Actor, Notice, StoredRequest, Telling } from '@/lib/ports';
import { sayRole } from '../grants/grant-deps';

/** What people do to a request. */
export type Happening =
  | 'made'
  | 'approved'
  | 'denied'
  | 'cancelled'
  | 'ended'
  | 'reviewed';
/** What becomes of it when nobody does anything. */
export type RunOut = 'undecided' | 'unused' | 'ran-out';

type Said = {
  accounts: Parameters<typeof sayRole>[1];
  by: Pick<Actor, 'userId' | 'name'>;
  note?: string;
};

/**
 * What is told of what somebody did to a request, each happening once. Mailed are those who are
 * to decide, else whoever asked; nobody is mailed what they did themselves.
 */
export function tellingOfRequest(
  request: StoredRequest,
  happening: Happening,
  said: Said,
): Telling {
  const concerned = happening === 'made' ? request.approverIds : [request.requesterId];
  const people = concerned.filter((id) => id !== said.by.userId);
  return tellingOf(request, happening, noticeOf(request, happening, said), people);
}

/** What is told when the time of a request is over; whoever asked is mailed. */
export function tellingOfRunOut(
  request: StoredRequest,
  how: RunOut,
  accounts: Said['accounts'],
): Telling {
  const parts = partsOf(request, accounts);
  const notice = { ...parts, event: 'request-ended', how, byName: null } as const;
  return tellingOf(request, how, notice, [request.requesterId]);
}

const tellingOf = (
  { id }: StoredRequest,
  happening: Happening | RunOut,
  notice: Notice,
  people: UserId[],
): Telling => ({ notice, key: `request ${id} ${happening}`, people });

const partsOf = (request: StoredRequest, accounts: Said['accounts']) => ({
  requestId: request.id,
  personName: request.requesterName,
  places: [sayRole(request.roleArn, accounts)],
  page: '/requests' as const,
});

function noticeOf(
  request: StoredRequest,
  happening: Happening,
  { accounts, by: { name }, note = '' }: Said,
): Notice {
  const { reason, ticket, durationSeconds } = request;
  const parts = partsOf(request, accounts);
  switch (happening) {
    case 'made':
      return request.isBreakGlass
        ? { ...parts, event: 'break-glass-used', reason, durationSeconds }
        : { ...parts, event: 'request-made', reason, ticket, durationSeconds };
    case 'approved':
    case 'denied': {
      const isApproved = happening === 'approved';
      const decided = { isApproved, deciderName: name, comment: note };
      return { ...parts, event: 'request-decided', ...decided };
    }
    case 'ended':
    case 'cancelled':
      return { ...parts, event: 'request-ended', how: happening, byName: name };
    case 'reviewed':
      return { ...parts, event: 'break-glass-reviewed', byName: name, comment: note };
    default:
      return happening satisfies never;
  }
}
