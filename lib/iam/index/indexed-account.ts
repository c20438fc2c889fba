import { once } from '@/lib/core/once';
import type { AccountFacts } from '../facts/account-facts';
import type { ReducedAccount, ReducedPrincipal } from './reduced';
import { reducedFacts } from './reduced-facts';

/** One account of an index. It is made once and never changes. */
export type IndexedAccount = ReducedAccount & {
  facts: AccountFacts;
  byArn: () => Map<string, ReducedPrincipal>;
};

export const indexed = (account: ReducedAccount): IndexedAccount => ({
  ...account,
  facts: reducedFacts(account),
  byArn: once(
    () => new Map(account.principals().map((principal) => [principal.arn, principal])),
  ),
});
