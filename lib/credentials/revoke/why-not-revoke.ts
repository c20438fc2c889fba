import { isOwnRole, type WaysIn } from '@/lib/core/is-own-role';

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
 * @param ways the connection of the role's account
 */
export function whyNotRevoke(roleArn: string, ways: WaysIn | null): string | null {
  const owner =
    OWNED.exec(roleArn)?.[1] ?? (isOwnRole(roleArn, ways) ? 'drawbridge' : '');
  return WORDS[owner] ?? null;
}
