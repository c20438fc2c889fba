import { isMember } from '@/lib/iam/facts/org-facts';
import type { KnownWorld } from '../world/load-world';

/** Whether an account is neither connected nor of the organisation. */
export const isOutside = (
  { accounts, facts }: Pick<KnownWorld, 'accounts' | 'facts'>,
  accountId: string,
): boolean =>
  accounts.every(({ id }) => id !== accountId) && !isMember(facts.org, accountId);
