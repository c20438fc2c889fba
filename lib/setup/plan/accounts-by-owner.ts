import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ConnectionOf } from '@/lib/ports';
import type { RoleRequest } from '../recipes/role-request';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';

type Asked = Pick<RoleRequest, 'trustingAccountId' | 'who'>;

/**
 * The accounts of a crossing that cannot be written to from here: their owners run their half.
 * One of two has to be ours, for somebody must see that both halves agree; a role that stands
 * alone has one half, and its owner may run that.
 */
export function accountsByOwner(
  deps: { connectionOf: ConnectionOf },
  { accounts }: KnownWorld,
  { trustingAccountId, who }: Asked,
): Result<string[], AppError> {
  const connectionTo = connectionIn(deps, accounts);
  const accountIds = [
    ...new Set([trustingAccountId, who?.accountId ?? trustingAccountId]),
  ];
  const byOwner = accountIds.filter((accountId) => connectionTo(accountId) === null);
  return who !== null && byOwner.length === accountIds.length
    ? err({ kind: 'no_connection', accountId: trustingAccountId })
    : ok(byOwner);
}
