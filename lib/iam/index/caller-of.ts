import type { AccountCaller } from '../evaluate/caller';
import type { AccountFacts } from '../facts/account-facts';
import type { ReducedPrincipal } from './reduced';

/** A principal as the caller of a question: a user, or any session of a role. */
export function callerOf(
  account: AccountFacts,
  { kind, arn, name }: ReducedPrincipal,
): AccountCaller {
  const { accountId, partition } = account;
  const base = { arn, partition: partition ?? 'aws', accountId, account, name };
  return kind === 'user'
    ? { kind, ...base, user: account.usersByArn.get(arn) }
    : { kind, ...base, role: account.rolesByArn.get(arn) };
}
