import { parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import type { KnownWorld } from '../world/load-world';

/** An account by its digits, or by an ARN of it, which tells its partition as well. */
export type TypedAccount = { id: string; partition: string | null };

export function typedAccount(typed: string): TypedAccount {
  const text = cleanTyped(typed);
  const arn = parseArn(text);
  if (arn && ACCOUNT_ID_PATTERN.test(arn.accountId))
    return { id: arn.accountId, partition: arn.partition };
  return { id: text.replace(/[\s-]/g, ''), partition: null };
}

/** The one partition that every account here is in; null where they are in several. */
export function onlyPartition({ accounts }: Pick<KnownWorld, 'accounts'>): string | null {
  const [first = 'aws', ...others] = new Set(accounts.map(({ partition }) => partition));
  return others.length === 0 ? first : null;
}

/** Digits alone do not tell it where accounts of several partitions are here. */
export const askPartition = (id: string): string =>
  `The accounts here are in more than one partition, and ${id} alone does not say which it is in. Give it by its ARN: arn:aws:iam::${id}:root, arn:aws-cn:iam::${id}:root or arn:aws-us-gov:iam::${id}:root.`;
