import { nameOfArn } from '@/lib/core/arn';
import {
  type AccountCaller,
  type Caller,
  isAccountCaller,
  principalArnOf,
  userOf,
} from '../evaluate/caller';
import type { PrincipalBlock } from '../parse/policy';

/**
 * How a `Principal` element names a caller, the closest way first.
 *
 * - `everyone`: by a lone `*`; `session`: by its own session ARN; `outside`: a service or an
 *   identity provider. Nothing else has to allow in the same account.
 * - `user`: by the user's ARN or unique id. `role`: by the ARN or id of the session's role.
 * - `account`: by its account, which leaves the decision to that account's policies.
 */
export type PrincipalMatch =
  | 'everyone'
  | 'session'
  | 'outside'
  | 'user'
  | 'role'
  | 'account'
  | 'none';

/** Where the policy is: the partition and the account of the resource that holds it. */
export type PolicyHome = { partition: string; accountId: string | null };

const CLOSENESS: Record<PrincipalMatch, number> = {
  everyone: 6,
  session: 5,
  outside: 4,
  user: 3,
  role: 2,
  account: 1,
  none: 0,
};
const ACCOUNT_ARN = /^arn:([a-z-]+):iam::(\d{12}):root$/;

/**
 * Whether a `Principal` element (not a `NotPrincipal`) names the caller.
 *
 * @param home ids of other partitions are others, and a provider named by its host alone is that
 *   of this account
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function matchPrincipal(
  block: PrincipalBlock,
  caller: Caller,
  home: PolicyHome,
): PrincipalMatch {
  if (isAccountCaller(caller)) {
    return caller.partition === home.partition
      ? matchAccountCaller(block, caller)
      : 'none';
  }
  if (block.isEveryone) return 'everyone';
  const isNamed =
    (caller.kind === 'service' && block.services.includes(caller.service)) ||
    (caller.kind === 'federated' &&
      namesProvider(block.federated, caller.provider, home));
  return isNamed ? 'outside' : 'none';
}

function matchAccountCaller(
  block: PrincipalBlock,
  caller: AccountCaller,
): PrincipalMatch {
  if (block.isEveryone) return 'everyone';
  let closest: PrincipalMatch = 'none';
  for (const entry of block.aws) {
    const match = matchEntry(entry, caller);
    if (CLOSENESS[match] > CLOSENESS[closest]) closest = match;
  }
  return closest;
}

/** A provider is its ARN, or a host: a built-in one, or that of a provider of the account. */
const namesProvider = (
  entries: string[],
  provider: string,
  { partition, accountId }: PolicyHome,
): boolean =>
  entries.includes(provider) ||
  (!provider.startsWith('arn:') &&
    accountId !== null &&
    entries.includes(`arn:${partition}:iam::${accountId}:oidc-provider/${provider}`));

/** How one entry of `Principal.AWS` names a caller that has an account. */
export function matchEntry(entry: string, caller: AccountCaller): PrincipalMatch {
  if (entry === '*') return 'everyone';
  if (namesAccount(entry, caller)) return caller.kind === 'root' ? 'user' : 'account';
  const isSession = caller.kind === 'session' || caller.kind === 'federated-user';
  if (isSession && entry === caller.arn) return 'session';
  if (namesUser(entry, caller)) return 'user';
  return namesRole(entry, caller) ? 'role' : 'none';
}

function namesAccount(entry: string, { accountId, partition }: AccountCaller): boolean {
  if (!entry.includes(accountId)) return false;
  if (entry === accountId) return true;
  const found = ACCOUNT_ARN.exec(entry);
  return found?.[2] === accountId && found[1] === partition;
}

/**
 * AWS shows a deleted principal as its unique id, so an ARN in a policy names a role that
 * exists; and a role's name is unique in its account. In an account nobody collected the
 * name alone therefore identifies the role, whatever its path.
 */
function namesRole(entry: string, caller: AccountCaller): boolean {
  if (caller.kind !== 'role' && caller.kind !== 'session') return false;
  const { role } = caller;
  if (role) return entry === role.Arn || entry === role.RoleId;
  // Only a session leaves the path of its role open.
  if (caller.kind === 'role') return entry === caller.arn;
  const prefix = `arn:${caller.partition}:iam::${caller.accountId}:role/`;
  const isUncollected = !caller.account && entry.startsWith(prefix);
  return isUncollected && nameOfArn(entry) === nameOfArn(principalArnOf(caller));
}

function namesUser(entry: string, caller: AccountCaller): boolean {
  if (caller.kind === 'user' && entry === caller.arn) return true;
  const user = userOf(caller);
  return user !== undefined && (entry === user.Arn || entry === user.UserId);
}
