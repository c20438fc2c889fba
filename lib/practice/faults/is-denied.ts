import type { AccessRequest } from '../authorize/access-request';
import type { Call } from '../operation';
import { countUse, faultsOf, isMeant } from './find-faults';

/** Whether it was ordered that this is refused, whatever policies say. */
export function isDenied(
  { live, caller, account }: Call,
  request: AccessRequest,
): boolean {
  if (live.faults.length === 0) return false;
  const fault = faultsOf(live, 'deny').find(
    (one) =>
      isMeant(one.action, request.action) &&
      isMeant(one.resource, request.resource) &&
      isMeant(one.accountId, account.id) &&
      isMeant(one.principalArn, caller.arn),
  );
  if (fault) countUse(live, fault);
  return fault !== undefined;
}
