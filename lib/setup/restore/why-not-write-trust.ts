import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { isOwnRole } from '@/lib/core/is-own-role';
import type { ConnectionOf } from '@/lib/ports';
import { sayUnconnected } from '../say/by-owner';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';

type Deps = { connectionOf: ConnectionOf };

/** Why the trust of a role that stands is not changed from here; null where it can be. */
export function whyNotWriteTrust(
  deps: Deps,
  { accounts }: Pick<KnownWorld, 'accounts'>,
  role: string,
): AppError | null {
  const name = nameOfArn(role);
  if (/:role\/aws-(?:service-role|reserved)\//.test(role))
    return conflict(
      `AWS itself keeps the trust policy of ${name}. It cannot be changed.`,
    );
  const accountId = parseArn(role)?.accountId ?? '';
  const account = accounts.find(({ id }) => id === accountId);
  if (role.includes(':role/drawbridge/') || isOwnRole(role, account?.connection ?? null))
    return conflict(
      `${name} is one of this console’s own roles: with another trust it could lock itself out. Change it in IAM.`,
    );
  if (!account || !connectionIn(deps, accounts)(accountId))
    return conflict(sayUnconnected({ name: account?.name ?? accountId }));
  return null;
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
