import type { AccountCaller } from '../evaluate/caller';
import type { AccountFacts } from '../facts/account-facts';
import type { ReducedPrincipal } from './reduced';

/** A principal as the caller of a question: a user, or any session of a role. */
export function callerOf(
  account: AccountFacts,
  { kind, arn, name }: ReducedPrincipal,
): AccountCaller {
  const { accountId } = account;
  const partition = account.partition ?? 'aws';
  // Made for every candidate: written out, which is cheaper than spreading what they share.
  return kind === 'user'
    ? {
        kind,
        arn,
        partition,
        accountId,
        account,
        name,
        user: account.usersByArn.get(arn),
      }
    : {
        kind,
        arn,
        partition,
        accountId,
        account,
        name,
        role: account.rolesByArn.get(arn),
      };
}
