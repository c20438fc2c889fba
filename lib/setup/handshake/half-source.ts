import { parseArn } from '@/lib/core/arn';
import type { StoredPlan } from '@/lib/ports';
import type { AccountSource, PlanSource } from '../export/plan-source';
import { sayHalf } from './say-half';

/**
 * One account's half as a plan of its own: its files then name no other file, no other account
 * than the one that the statements name, and nobody's words for them.
 */
export function halfSource(
  plan: StoredPlan,
  source: PlanSource,
  accountId: string,
): { source: PlanSource; account: AccountSource } | null {
  const half = source.accounts.find((one) => one.accountId === accountId);
  if (!half) return null;
  const account = {
    ...half,
    accountName: `account ${accountId}`,
    position: 1,
    region: regionOf(plan, half),
  };
  const title = sayHalf(plan, accountId);
  return { source: { ...source, title, accounts: [account] }, account };
}

/** The trusting side's half stands beside the bucket; IAM itself has no regions. */
function regionOf({ body }: StoredPlan, { accountId, region }: AccountSource): string {
  const isOfBucket = accountId === body.trustingAccountId && body.region !== '';
  return isOfBucket && parseArn(body.roleArn) ? body.region : region;
}
