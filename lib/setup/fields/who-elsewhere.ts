import { type ArnParts, nameOfArn } from '@/lib/core/arn';
import type { StoredAccount } from '@/lib/ports';
import type { KnownWorld } from '../world/load-world';
import { ownerOfPath } from './owner-of-path';

/** An account of somebody else's: its id is all that is known. */
export const strangerAccount = (
  { workspaceId }: KnownWorld,
  { accountId, partition }: Pick<ArnParts, 'accountId' | 'partition'>,
): StoredAccount => ({
  workspaceId,
  id: accountId,
  name: accountId,
  partition,
  ouPath: '',
  isProduction: false,
  health: 'never-read',
  healthSentence: null,
  missingPermissions: [],
  lastReadAt: null,
  snapshotId: null,
  rolesTotal: 0,
  principalsTotal: 0,
  bucketsTotal: 0,
  connection: null,
});

/** An ARN that names an account in a partition that it is not in; null when it is right. */
export const sayForeign = (
  { partition }: Pick<ArnParts, 'partition'>,
  account: StoredAccount,
): string | null =>
  partition === account.partition
    ? null
    : `This ARN is of partition ${partition}; ${account.name} is in ${account.partition}.`;

type Elsewhere = { kind: 'user' | 'role'; name: string };

/** A principal that cannot be looked up, by its ARN alone; else why it cannot be named. */
export function principalElsewhere(
  arn: string,
  { resource }: ArnParts,
): Elsewhere | string {
  const kind = resource.split('/')[0];
  if (kind !== 'user' && kind !== 'role')
    return 'Who is in a group of an account that was never read is not known. Name a user or a role.';
  const name = nameOfArn(arn);
  const path = resource.slice(kind.length, -name.length);
  const owner = kind === 'role' ? ownerOfPath(path) : null;
  return owner ? `${name} ${owner}` : { kind, name };
}
