import type { WorldFacts } from '@/lib/iam/facts/world-facts';

const PRINCIPALS_MAX = 5000;

/**
 * How many users and roles of an account are able to by their own policies; null when
 * there are too many to ask about one by one.
 */
export function countAble(
  facts: WorldFacts,
  accountId: string,
  isAble: (arn: string) => boolean,
): number | null {
  const account = facts.accounts.get(accountId);
  const arns = [
    ...(account?.usersByArn.keys() ?? []),
    ...(account?.rolesByArn.keys() ?? []),
  ];
  if (arns.length > PRINCIPALS_MAX) return null;
  return arns.filter(isAble).length;
}
