import { parseArn } from '@/lib/core/arn';
import type { WorldFacts } from './world-facts';

/** Whether it is a key that no reading has: of an account only the keys of buckets are read. */
export function isUnreadKey({ accounts }: WorldFacts, resource: string): boolean {
  const { service, accountId = '' } = parseArn(resource) ?? {};
  return service === 'kms' && !accounts.get(accountId)?.keysByArn.has(resource);
}
