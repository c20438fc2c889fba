import { isAccountCaller } from './caller';
import type { Request } from './request';

export type Side = {
  /** Caller and resource have the same owner. */
  isSameAccount: boolean;
  /** The resource's own policy has to allow: a role, a key, or another account's resource. */
  needsResourceGrant: boolean;
};

export function sideOf({ caller, target }: Pick<Request, 'caller' | 'target'>): Side {
  const isSameAccount =
    isAccountCaller(caller) &&
    caller.accountId === target.accountId &&
    caller.partition === target.partition;
  const hasOwnGate = target.kind === 'role' || target.kind === 'key';
  return { isSameAccount, needsResourceGrant: hasOwnGate || !isSameAccount };
}
