import { openingRequests } from '@/lib/core/open-grant';
import { strictnessOf } from '@/lib/core/step-up';
import type { OfferedGrant, StoredRequest } from '@/lib/ports';
import { windowEnd } from '../requests/request-state';

/** A grant that a role can be taken by now, with the request that opened it, if one did. */
export type OpenGrant = { grant: OfferedGrant; request: StoredRequest | null };

/**
 * The one grant that a person takes a role by when several give it. They are never mixed: the
 * length of one does not go with the missing limit of another. What has to be asked for counts
 * while a request of it is open. First the one that takes the least away from the session, then
 * the longest, then the one that ends last, then the one that asks the least often who it is,
 * then the oldest. A program cannot confirm each time: one that asks for that gives way there.
 */
export function chooseGrant(
  grants: readonly OfferedGrant[],
  now: Date,
  isProgram = false,
): OpenGrant | null {
  const usable = grants.flatMap((grant) => open(grant, now)).sort(byMost(now));
  const first = isProgram && usable.find(({ grant }) => grant.stepUp !== 'each-time');
  return first || (usable[0] ?? null);
}

/** The same order for grants that are still to be asked for. */
export const byWhatTheyGive = (
  grants: readonly OfferedGrant[],
  now: Date,
): OfferedGrant[] =>
  grants
    .map((grant) => ({ grant, request: null }))
    .sort(byMost(now))
    .map(({ grant }) => grant);

/** Free, or opened by the request that ends last. */
function open(grant: OfferedGrant, now: Date): OpenGrant[] {
  if (grant.rule === 'none') return [{ grant, request: null }];
  const usable = openingRequests(grant, now);
  const [request] = usable.sort(
    (a, b) => windowEnd(b, now).getTime() - windowEnd(a, now).getTime(),
  );
  return request ? [{ grant, request }] : [];
}

/** When the role can no longer be taken by it; null when nothing ends it. */
export function endOfOpen({ grant, request }: OpenGrant, now: Date): Date | null {
  const ends = [grant.endsAt, request && windowEnd(request, now)].filter(
    (end) => end !== null,
  );
  return ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

const ORDER: ((open: OpenGrant, now: Date) => number)[] = [
  limitsTotal,
  ({ grant }) => -(grant.maxSeconds ?? Number.MAX_SAFE_INTEGER),
  (one, now) => -(endOfOpen(one, now)?.getTime() ?? Number.MAX_SAFE_INTEGER),
  ({ grant }) => strictnessOf(grant.stepUp),
  ({ grant }) => grant.createdAt.getTime(),
];

const byMost =
  (now: Date) =>
  (a: OpenGrant, b: OpenGrant): number => {
    for (const rank of ORDER) {
      const difference = rank(a, now) - rank(b, now);
      if (difference !== 0) return difference;
    }
    return a.grant.id < b.grant.id ? -1 : 1;
  };

function limitsTotal({ grant: { isReadOnly, services, fromIp } }: OpenGrant): number {
  return [isReadOnly, services.length > 0, fromIp !== null].filter(Boolean).length;
}
