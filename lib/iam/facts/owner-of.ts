import { parseArn } from '@/lib/core/arn';
import { findBucket, type WorldFacts } from './world-facts';

/** The account that owns a resource; a bucket's ARN does not name it. */
export function ownerOf(world: WorldFacts, resource: string): string | null {
  const { service, accountId, resource: path = '' } = parseArn(resource) ?? {};
  if (accountId) return accountId;
  const [bucket = ''] = path.split('/');
  return service === 's3' ? (findBucket(world, bucket)?.account.accountId ?? null) : null;
}
