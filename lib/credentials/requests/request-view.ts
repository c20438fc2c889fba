import { can } from '@/lib/auth/permissions';
import { nameOfArn } from '@/lib/core/arn';
import { sayDuration } from '@/lib/core/duration';
import { isUsable, requestStateAt } from '@/lib/core/open-grant';
import { sayTime } from '@/lib/core/say-time';
import type { Actor, StoredRequest } from '@/lib/ports';
import { accountNameOf } from '../grants/grant-deps';
import type { RequestView } from './request-schema';
import { awaitsReview, decideRequest } from './request-state';

/** A request for the eyes of one person, with what they can do about it. */
export function requestView(
  request: StoredRequest,
  actor: Actor,
  accounts: readonly { id: string; name: string }[],
  now: Date,
): RequestView {
  const { id, batchId, roleArn, requesterName, isBreakGlass, reason, ticket } = request;
  return {
    ...{ id, batchId, roleArn, requesterName, isBreakGlass, reason, ticket },
    roleName: nameOfArn(roleArn),
    accountName: accountNameOf(roleArn, accounts),
    durationSeconds: request.durationSeconds,
    state: requestStateAt(request, now),
    sentence: saying(request, now),
    decisions: request.decisions.map(({ personName, isApproval, note, at }) => ({
      name: personName,
      isApproval,
      note,
      at: at.toISOString(),
    })),
    createdAt: request.createdAt.toISOString(),
    startsAt: request.startsAt.toISOString(),
    lapsesAt: request.lapsesAt.toISOString(),
    endsAt: request.endsAt?.toISOString() ?? null,
    review: request.reviewedAt && {
      name: request.reviewedByName ?? '',
      note: request.reviewNote ?? '',
      at: request.reviewedAt.toISOString(),
    },
    may: mayDo(request, actor, now),
  };
}

function mayDo(request: StoredRequest, actor: Actor, now: Date): RequestView['may'] {
  const isOverseer = can(actor, 'request:oversee');
  const isMine = request.requesterId === actor.userId;
  const passes = (event: Parameters<typeof decideRequest>[1]) =>
    decideRequest(request, event, now).ok;
  const cancel = passes({ kind: 'cancel', by: actor });
  return {
    decide: passes({ kind: 'approve', by: actor, note: '' }),
    cancel,
    // Before the first use the requester cancels; others have nothing but this.
    end: !cancel && passes({ kind: 'end', by: actor, isInCharge: isOverseer }),
    review: isOverseer && passes({ kind: 'review', by: actor, note: '' }),
    use: isMine && isUsable(request, now),
    extend: isMine && requestStateAt(request, now) === 'active',
  };
}

const at = (moment: Date | null): string => (moment ? sayTime(moment) : '');

/** Where a request stands, as a sentence. */
function saying(request: StoredRequest, now: Date): string {
  const { approvalsNeeded, decisions, lapsesAt, startsAt, endsAt, durationSeconds } =
    request;
  const given = decisions.filter(({ isApproval }) => isApproval).length;
  switch (requestStateAt(request, now)) {
    case 'pending':
      return `Waits for ${approvalsNeeded - given} of ${approvalsNeeded} ${approvalsNeeded === 1 ? 'approval' : 'approvals'} until ${at(lapsesAt)}.`;
    case 'approved':
      return startsAt > now
        ? `Approved. It can be used from ${at(startsAt)}, for ${sayDuration(durationSeconds)} from the first use.`
        : `Approved. The clock of ${sayDuration(durationSeconds)} starts at the first use, by ${at(lapsesAt)}.`;
    case 'active':
      return `In use until ${at(endsAt)}.`;
    case 'denied':
      return `Denied by ${decisions.find(({ isApproval }) => !isApproval)?.personName ?? 'somebody'}.`;
    case 'lapsed':
      return request.state === 'pending'
        ? `Nobody decided by ${at(lapsesAt)}.`
        : `It was not used by ${at(lapsesAt)}.`;
    default:
      return sayOver(request);
  }
}

function sayOver(request: StoredRequest): string {
  const { endedByName, endedAt, endsAt, state } = request;
  const how = state === 'cancelled' ? 'Cancelled' : 'Ended';
  const over = endedByName
    ? `${how} by ${endedByName}, ${at(endedAt)}.`
    : `Ended by itself, ${at(endsAt)}.`;
  return awaitsReview(request) ? `${over} Nobody has reviewed it yet.` : over;
}
