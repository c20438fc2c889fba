import type { PlanBody } from '@/lib/ports';

/** What an account of a plan is called. */
export const accountNameIn = (
  { trustedAccountId, trustedAccountName, trustingAccountName }: PlanBody,
  accountId: string,
): string => (accountId === trustedAccountId ? trustedAccountName : trustingAccountName);
