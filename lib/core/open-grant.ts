type Request<State extends string> = {
  state: State;
  startsAt: Date;
  lapsesAt: Date;
  endsAt: Date | null;
};

/** What was written of a request, and what time alone made of it since. */
export function requestStateAt<State extends string>(
  { state, lapsesAt, endsAt }: Request<State>,
  now: Date,
): State | 'lapsed' | 'ended' {
  if (state === 'pending' || state === 'approved')
    return lapsesAt <= now ? 'lapsed' : state;
  return state === 'active' && endsAt !== null && endsAt <= now ? 'ended' : state;
}

/** Whether the role can be taken by a request now. */
export function isUsable(request: Request<string>, now: Date): boolean {
  const state = requestStateAt(request, now);
  return state === 'active' || (state === 'approved' && request.startsAt <= now);
}

type Grant<Made> = { rule: 'none' | 'ask' | 'break-glass'; requests: readonly Made[] };
type MadeRequest = Request<string> & { isBreakGlass: boolean };

/**
 * The requests that open a grant now. A request opens it by the rule it was made under: a glass
 * broken before approvals were asked for opens nothing once they are.
 */
export const openingRequests = <Made extends MadeRequest>(
  { rule, requests }: Grant<Made>,
  now: Date,
): Made[] =>
  requests.filter(
    (request) =>
      request.isBreakGlass === (rule === 'break-glass') && isUsable(request, now),
  );

/** Whether a grant gives its role now: freely, or opened by a request. */
export const isOpenGrant = (grant: Grant<MadeRequest>, now: Date): boolean =>
  grant.rule === 'none' || openingRequests(grant, now).length > 0;
