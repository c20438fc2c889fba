import { parseArn } from '@/lib/core/arn';
import { findBucket, type WorldFacts } from './world-facts';

/**
 * Whether it is a key or of a bucket whose policy no reading has: of an account only the keys of
 * buckets are read, and of a bucket a person may tell whose it is.
 */
export function isUnread(world: WorldFacts, resource: string): boolean {
  const { service, accountId = '', resource: path = '' } = parseArn(resource) ?? {};
  if (service === 'kms') return !world.accounts.get(accountId)?.keysByArn.has(resource);
  const [name = ''] = path.split('/');
  return service === 's3' && findBucket(world, name)?.bucket.isUnread === true;
}
