import { describe, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { isUsable, requestStateAt } from '@/lib/core/open-grant';
import type { StoredRequest } from '@/lib/ports';
import { approved, now } from '../test-world';
import {
  decideRequest,
  type RequestEvent,
  type RequestState,
  windowEnd,
} from './request-state';

const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const person = (id: string, name: string) => ({ userId: UserId.parse(id), name });
const MEI = person('mei', 'Mei');
const ANN = person('ann', 'Ann');
const BO = person('bo', 'Bo');
const EVE = person('eve', 'Eve');

const asked: StoredRequest = {
  ...approved,
  requesterId: MEI.userId,
  approvalsNeeded: 1,
  approverIds: [ANN.userId, BO.userId],
  state: 'pending',
};

/** One request in every state that there is. */
const IN: Record<RequestState, StoredRequest> = {
  pending: asked,
  approved: { ...asked, state: 'approved' },
  active: { ...asked, state: 'active', firstUsedAt: now, endsAt: hours(1) },
  denied: { ...asked, state: 'denied' },
  cancelled: { ...asked, state: 'cancelled' },
  ended: { ...asked, state: 'active', endsAt: now },
  lapsed: { ...asked, lapsesAt: now },
};

const EVENTS: Record<string, RequestEvent> = {
  approve: { kind: 'approve', by: ANN, note: '' },
  deny: { kind: 'deny', by: ANN, note: 'Not now.' },
  cancel: { kind: 'cancel', by: MEI },
  end: { kind: 'end', by: MEI, isInCharge: false },
  use: { kind: 'use' },
  review: { kind: 'review', by: ANN, note: 'Seen.' },
};

/** What every event makes of every state; what is not here is refused. */
const MOVES: Partial<Record<RequestState, Record<string, RequestState>>> = {
  pending: { approve: 'approved', deny: 'denied', cancel: 'cancelled' },
  approved: { cancel: 'cancelled', end: 'ended', use: 'active' },
  active: { end: 'ended', use: 'active' },
};

const outcomeOf = (request: StoredRequest, event: RequestEvent, at = now) => {
  const decided = decideRequest(request, event, at);
  return decided.ok
    ? requestStateAt({ ...request, ...decided.value.change }, at)
    : 'refused';
};

const CASES = Object.keys(IN).flatMap((state) =>
  Object.keys(EVENTS).map((event) => [state as RequestState, event] as const),
);

it.each(CASES)('a request that is %s answers to %s', (state, event) => {
  const wanted = MOVES[state]?.[event] ?? 'refused';
  expect(outcomeOf(IN[state], EVENTS[event] as RequestEvent)).toBe(wanted);
});

describe('a decision', () => {
  it.each([
    ['the person who asked', MEI, { ...asked, approverIds: [MEI.userId] }],
    ['somebody who is not asked', EVE, asked],
    [
      'somebody who decided before',
      ANN,
      {
        ...asked,
        approvalsNeeded: 2,
        decisions: [
          {
            personId: ANN.userId,
            personName: 'Ann',
            isApproval: true,
            note: '',
            at: now,
          },
        ],
      },
    ],
  ])('is not made by %s', (_who, by, request) => {
    expect(decideRequest(request, { kind: 'approve', by, note: '' }, now).ok).toBe(false);
    expect(decideRequest(request, { kind: 'deny', by, note: '' }, now).ok).toBe(false);
  });

  it('of two that are needed leaves the request waiting after the first', () => {
    const two = { ...asked, approvalsNeeded: 2 };
    const first = decideRequest(two, { kind: 'approve', by: ANN, note: '' }, now);
    expect(first.ok && first.value.change).toEqual({});
    const decisions = first.ok && first.value.decision ? [first.value.decision] : [];
    const second: RequestEvent = { kind: 'approve', by: BO, note: '' };
    expect(outcomeOf({ ...two, decisions }, second)).toBe('approved');
    expect(outcomeOf({ ...two, decisions }, { ...second, kind: 'deny' })).toBe('denied');
  });
});

describe('the clock', () => {
  it('starts at the first use, not at the approval', () => {
    const used = decideRequest(IN.approved, { kind: 'use' }, hours(5));
    expect(used.ok && used.value.change).toEqual({
      state: 'active',
      firstUsedAt: hours(5),
      endsAt: hours(6),
    });
    expect(windowEnd(IN.approved, hours(5))).toEqual(hours(6));
    expect(windowEnd(IN.active, hours(0.5))).toEqual(hours(1));
  });

  it('does not start before the wanted moment, and lapses a day after it', () => {
    const later = { ...asked, startsAt: hours(10) };
    const approved = decideRequest(later, EVENTS['approve'] as RequestEvent, now);
    const change = approved.ok ? approved.value.change : {};
    const request = { ...later, ...change };
    expect(isUsable(request, hours(9))).toBe(false);
    expect(isUsable(request, hours(10))).toBe(true);
    expect(isUsable(request, hours(34))).toBe(false);
    expect(outcomeOf(request, { kind: 'use' }, hours(9))).toBe('refused');
  });
});

describe('a broken glass', () => {
  const glass = { ...IN.ended, isBreakGlass: true };

  it.each([
    ['approved', 'refused'],
    ['active', 'refused'],
    ['lapsed', 'lapsed'],
    ['ended', 'ended'],
  ] as const)('that is %s answers to a review: %s', (state, outcome) => {
    const broken = { ...IN[state], isBreakGlass: true };
    expect(outcomeOf(broken, EVENTS['review'] as RequestEvent)).toBe(outcome);
  });

  it('is reviewed once, by somebody else', () => {
    const by = (who: typeof ANN) =>
      decideRequest(glass, { kind: 'review', by: who, note: 'Seen.' }, now);
    expect(by(MEI).ok).toBe(false);
    const done = by(ANN);
    expect(done).toMatchObject({
      ok: true,
      value: { change: { reviewedByName: 'Ann', reviewNote: 'Seen.' } },
    });
    const closed = { ...glass, ...(done.ok ? done.value.change : {}) };
    expect(decideRequest(closed, EVENTS['review'] as RequestEvent, now).ok).toBe(false);
  });
});

it.each([
  ['a stranger', { kind: 'end', by: EVE, isInCharge: false }, 'refused'],
  ['somebody in charge', { kind: 'end', by: EVE, isInCharge: true }, 'ended'],
  ['an approver who cancels', { kind: 'cancel', by: ANN }, 'refused'],
] as const)('access is ended early by %s: %o is %s', (_who, event, state) => {
  expect(outcomeOf({ ...IN.active, state: 'active' }, event)).toBe(state);
});
