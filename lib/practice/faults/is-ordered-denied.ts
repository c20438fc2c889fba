import type { AccessRequest } from '../authorize/access-request';
import type { LiveWorld } from '../world/live-world';
import { countUse, faultsOf, isMeant } from './find-faults';

/** Whether it was ordered that this is refused to a principal, whatever policies say. */
export function isOrderedDenied(
  live: LiveWorld,
  who: { accountId: string; principalArn: string },
  request: Pick<AccessRequest, 'action' | 'resource'>,
): boolean {
  if (live.faults.length === 0) return false;
  const fault = faultsOf(live, 'deny').find(
    (one) =>
      isMeant(one.action, request.action) &&
      isMeant(one.resource, request.resource) &&
      isMeant(one.accountId, who.accountId) &&
      isMeant(one.principalArn, who.principalArn),
  );
  if (fault) countUse(live, fault);
  return fault !== undefined;
}
