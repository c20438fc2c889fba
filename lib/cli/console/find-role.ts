import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import { printable } from './printable';

/** A role the person may take, as far as the command looks at it. */
export const TakeableRole = z.object({
  roleArn: z.string(),
  roleName: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  region: z.string(),
  capSeconds: z.number(),
});
export type TakeableRole = z.infer<typeof TakeableRole>;

export const RolesAnswer = z.object({
  roles: z.array(TakeableRole),
  /** Where practice accounts are reached; null for real ones. */
  endpointUrl: z.string().regex(/^\S+$/).nullable(),
});
export type RolesAnswer = z.infer<typeof RolesAnswer>;

const isSame = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** What a role goes by. */
type NamedRole = Pick<TakeableRole, 'roleArn' | 'roleName' | 'accountId' | 'accountName'>;

const isMeant = (role: NamedRole, wish: string): boolean => {
  const slash = wish.lastIndexOf('/');
  const [account, name] = [wish.slice(0, slash), wish.slice(slash + 1)];
  return (
    isSame(role.roleName, name) &&
    (role.accountId === account || isSame(role.accountName, account))
  );
};

/**
 * The role that an ARN, account-id/role or account-name/role names, or why it names none.
 *
 * @param none what is said of a name that is not among the roles
 */
export function findRole<Role extends NamedRole>(
  roles: Role[],
  wish: string,
  none = (name: string) => `you may not take ${name}. See: drawbridge roles`,
): Result<Role, string> {
  const exact = roles.find(({ roleArn }) => roleArn === wish);
  if (exact) return ok(exact);
  const [first, ...others] = roles.filter((role) => isMeant(role, wish));
  if (!first) return err(none(printable(wish)));
  if (others.length === 0) return ok(first);
  const arns = [first, ...others].map(({ roleArn }) => printable(roleArn)).join(' ');
  return err(`${printable(wish)} can be any of these, name one: ${arns}`);
}
