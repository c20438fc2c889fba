import { nameOfArn, parseArn } from '@/lib/core/arn';
import { findCaller, isMissing } from '@/lib/iam/evaluate/caller';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Principal } from '@/lib/iam/question';

/** Why there is no answer about a role, in one line; null for a role that was collected. */
export function sayMissingRole(world: WorldFacts, text: string): string | null {
  const { accountId = '', resource = '' } = parseArn(text) ?? {};
  if (!/^\d{12}$/.test(accountId) || !resource.startsWith('role/')) {
    return `"${text}" is no ARN of a role, like arn:aws:iam::111122223333:role/name`;
  }
  const account = world.accounts.get(accountId);
  if (!account) return `account ${accountId} was not read, and so not its roles`;
  if (account.rolesByArn.has(text)) return null;
  return `there is no role ${text}${sayNear(text, account.rolesByArn.keys())}`;
}

/** Why there is no answer about a principal, in one line; null when there can be one. */
export function sayMissingPrincipal(
  world: WorldFacts,
  text: string,
  principal: Principal | null,
): string | null {
  const caller = principal && findCaller(world, principal);
  if (!caller || caller.kind === 'unreadable') {
    return `"${text}" is no ARN of a user, role or provider, and no service like ec2.amazonaws.com`;
  }
  if (!isMissing(caller) || !('account' in caller)) return null;
  const { usersByArn, rolesByArn } = caller.account ?? {};
  const known = [...(usersByArn?.keys() ?? []), ...(rolesByArn?.keys() ?? [])];
  return `there is no user or role ${text}${sayNear(text, known)}`;
}

/** The ARN that was probably meant: paths get lost, and capitals. */
function sayNear(text: string, known: Iterable<string>): string {
  const wanted = nameOfArn(text).toLowerCase();
  const near = [...known].find((arn) => nameOfArn(arn).toLowerCase() === wanted);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
