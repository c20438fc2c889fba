import { nameOfArn } from '@/lib/core/arn';
import type { StoredConnection } from '@/lib/ports';

type Way = Pick<StoredConnection, 'readRoleArn' | 'writeRoleArn' | 'callerArn'>;

const OWNED = /:role\/(aws-service-role|aws-reserved|drawbridge)\//;

const WORDS: Record<string, string> = {
  'aws-reserved':
    'Roles of IAM Identity Center take no policy from outside. Delete the person’s session in Identity Center, or deny it by a service control policy.',
  'aws-service-role':
    'The policies of a service-linked role belong to its service. Stop the service’s use of it instead.',
  drawbridge:
    'This is one of the console’s own roles: it could not take such a denial back. Revoke its sessions in IAM.',
};

/**
 * Why the sessions of a role cannot be revoked from here; null when they can. A denial on the
 * identity that writes and removes denials would keep itself in place.
 *
 * @param way the connection of the role's account
 */
export function whyNotRevoke(roleArn: string, way: Way | null): string | null {
  const owner = OWNED.exec(roleArn)?.[1] ?? (isOwn(roleArn, way) ? 'drawbridge' : '');
  return WORDS[owner] ?? null;
}

function isOwn(roleArn: string, way: Way | null): boolean {
  const [, caller = null] = /:assumed-role\/([^/]+)\//.exec(way?.callerArn ?? '') ?? [];
  return (
    roleArn === way?.readRoleArn ||
    roleArn === way?.writeRoleArn ||
    nameOfArn(roleArn) === caller
  );
}
