import { isUsable, requestStateAt } from '@/lib/core/open-grant';
import { err, ok, type Result } from '@/lib/core/result';
import type { RequestChange, StoredRequest } from '@/lib/ports';

/** Where a request stands at a moment. */
export type RequestState = StoredRequest['state'] | 'lapsed';

type Person = { userId: StoredRequest['requesterId']; name: string };

export type RequestEvent =
  | { kind: 'approve' | 'deny'; by: Person; note: string }
  | { kind: 'cancel'; by: Person }
  /** `isInCharge`: may end what somebody else holds. */
  | { kind: 'end'; by: Person; isInCharge: boolean }
  | { kind: 'use' }
  | { kind: 'review'; by: Person; note: string };

/** How long a request waits for its approvals, and an approved one for its first use. */
export const WAITS_SECONDS = 24 * 3600;

const after = (at: Date, seconds: number): Date =>
  new Date(at.getTime() + seconds * 1000);

/** Whether it gives the role, now or from its start on. */
const isOpen = (request: StoredRequest, now: Date): boolean =>
  ['approved', 'active'].includes(requestStateAt(request, now));

/** When the access by it ends; the clock starts at the first use. */
export const windowEnd = (request: StoredRequest, now: Date): Date =>
  request.endsAt ?? after(now, request.durationSeconds);

/** Whether a broken glass still waits for somebody to look at it. */
export const awaitsReview = ({ isBreakGlass, reviewedAt }: StoredRequest): boolean =>
  isBreakGlass && reviewedAt === null;

/** What an event does to a request, or the sentence why it does nothing. Pure. */
export function decideRequest(
  request: StoredRequest,
  event: RequestEvent,
  now: Date,
): Result<RequestChange, string> {
  switch (event.kind) {
    case 'approve':
    case 'deny':
      return vote(request, event, now);
    case 'cancel':
      return cancel(request, event.by, now);
    case 'end':
      return end(request, event, now);
    case 'use':
      return use(request, now);
    case 'review':
      return review(request, event, now);
    default:
      return event satisfies never;
  }
}

const SAID: Record<RequestState, string> = {
  pending: 'waits for a decision',
  approved: 'is approved',
  active: 'is in use',
  denied: 'was denied',
  cancelled: 'was cancelled',
  ended: 'has ended',
  lapsed: 'has lapsed',
};

const wrongState = (request: StoredRequest, now: Date) =>
  err(`This request ${SAID[requestStateAt(request, now)]}. Nothing was changed.`);

const changed = (
  change: RequestChange['change'],
  decision: RequestChange['decision'] = null,
) => ok({ change, decision });

type Vote = Extract<RequestEvent, { kind: 'approve' | 'deny' }>;

function vote(
  request: StoredRequest,
  { kind, by, note }: Vote,
  now: Date,
): Result<RequestChange, string> {
  if (by.userId === request.requesterId)
    return err('Nobody decides on their own request. Ask somebody else.');
  if (!request.approverIds.includes(by.userId))
    return err('You are not among those who decide on this request.');
  if (requestStateAt(request, now) !== 'pending') return wrongState(request, now);
  if (request.decisions.some(({ personId }) => personId === by.userId))
    return err('You decided on this request already.');
  const isApproval = kind === 'approve';
  const decision = {
    personId: by.userId,
    personName: by.name,
    isApproval,
    note,
    at: now,
  };
  if (!isApproval) return changed({ state: 'denied' }, decision);
  const approvals = request.decisions.filter((made) => made.isApproval).length + 1;
  if (approvals < request.approvalsNeeded) return changed({}, decision);
  return changed({ state: 'approved', lapsesAt: firstUseBy(request, now) }, decision);
}

/** An approved request is used within a day of its start, or lapses. */
const firstUseBy = ({ startsAt }: StoredRequest, now: Date): Date =>
  after(startsAt > now ? startsAt : now, WAITS_SECONDS);

function cancel(
  request: StoredRequest,
  by: Person,
  now: Date,
): Result<RequestChange, string> {
  if (by.userId !== request.requesterId)
    return err('Only the person who asked cancels a request.');
  const state = requestStateAt(request, now);
  if (state !== 'pending' && state !== 'approved') return wrongState(request, now);
  return changed({ state: 'cancelled', endedAt: now, endedByName: by.name });
}

function end(
  request: StoredRequest,
  { by, isInCharge }: Extract<RequestEvent, { kind: 'end' }>,
  now: Date,
): Result<RequestChange, string> {
  if (by.userId !== request.requesterId && !isInCharge)
    return err('Only the person who holds the access, or somebody in charge, ends it.');
  if (!isOpen(request, now)) return wrongState(request, now);
  return changed({ state: 'ended', endedAt: now, endedByName: by.name });
}

function use(request: StoredRequest, now: Date): Result<RequestChange, string> {
  if (!isUsable(request, now)) return wrongState(request, now);
  if (request.state === 'active') return changed({});
  const endsAt = after(now, request.durationSeconds);
  return changed({ state: 'active', firstUsedAt: now, endsAt });
}

function review(
  request: StoredRequest,
  { by, note }: Extract<RequestEvent, { kind: 'review' }>,
  now: Date,
): Result<RequestChange, string> {
  if (!request.isBreakGlass) return err('Only a broken glass is reviewed afterwards.');
  if (by.userId === request.requesterId)
    return err('Somebody else closes the review of your own broken glass.');
  if (!awaitsReview(request)) return err('This review is closed already.');
  // What comes after a review would be seen by nobody.
  if (isOpen(request, now))
    return err('This glass still gives the role. End the access first, then review it.');
  return changed({ reviewedAt: now, reviewedByName: by.name, reviewNote: note });
}
