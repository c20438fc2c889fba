import { parseArn } from '@/lib/core/arn';
import { findBucket, type WorldFacts } from '../facts/world-facts';
import { homeOf } from './holders';
import { isHeldPlace, type Place } from './place';

/**
 * Account and partition of those who hold a document, or of the resource that has it. A
 * bucket's ARN names neither.
 */
export function homeOfPlace(
  world: WorldFacts,
  place: Place,
): { accountId: string; partition: string } {
  if (isHeldPlace(place)) return homeOf(world, place);
  if (place.kind === 'bucket' || place.kind === 'rcp') {
    const account =
      place.kind === 'rcp'
        ? world.accounts.get(place.accountId)
        : findBucket(world, place.bucketName)?.account;
    return {
      accountId: account?.accountId ?? '',
      partition: account?.partition ?? 'aws',
    };
  }
  const arn = place.kind === 'trust' ? place.roleArn : place.keyArn;
  const { accountId = '', partition = 'aws' } = parseArn(arn) ?? {};
  return { accountId, partition };
}
