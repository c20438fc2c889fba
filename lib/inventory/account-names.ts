import { groupedId } from '@/lib/core/grouped-id';
import { keptBy } from '@/lib/core/kept-by';
import { isMember } from '@/lib/iam/facts/org-facts';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { StoredAccount } from '@/lib/ports';

/** What people call an account, and whether it is ours. */
type AccountName = {
  name: string;
  isProduction: boolean;
  /** Not of the organisation, and not in this workspace. */
  isOutside: boolean;
  /** Null when it was read; else one sentence. */
  unread: string | null;
};

export type AccountNames = (accountId: string) => AccountName;

/** Names the accounts of a world: those of the workspace as it stores them, others by their id. */
export function accountNames(
  accounts: Pick<
    StoredAccount,
    'id' | 'name' | 'isProduction' | 'healthSentence' | 'connection'
  >[],
  world: WorldFacts,
): AccountNames {
  const known = new Map(accounts.map((account) => [account.id, account]));
  return keptBy((accountId) => {
    const account = known.get(accountId);
    const name = account?.name ?? `account ${groupedId(accountId)}`;
    const isOutside = !account && !isMember(world.org, accountId);
    const isRead = world.accounts.has(accountId);
    const reason = account?.connection
      ? (account.healthSentence ?? 'read the account to know')
      : 'it is not connected';
    return {
      name,
      isProduction: account?.isProduction ?? false,
      isOutside,
      unread: isRead ? null : `${name} was not read: ${lowerFirst(reason)}`,
    };
  });
}

const lowerFirst = (text: string): string =>
  text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
