import { parseArn } from '@/lib/core/arn';
import { findBucket, type WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import type { BucketRight } from '../render/bucket-statements';
import { keyActions, throughS3 } from '../render/key-use';

/** One thing that a request takes. */
export type Need = Pick<Question, 'action' | 'resource' | 'context'> & {
  /** S3 asks for it on behalf of whoever made the request. */
  isThroughS3: boolean;
};

const RIGHTS: Record<string, BucketRight> = {
  's3:getobject': 'read',
  's3:putobject': 'write',
};

/**
 * Everything that a request takes: itself, and on an object of a bucket with a customer key
 * S3's use of that key.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function needsOf(
  world: WorldFacts,
  { action, resource }: Pick<Question, 'action' | 'resource'>,
): Need[] {
  const itself: Need = { action, resource, context: {}, isThroughS3: false };
  const right = RIGHTS[action.toLowerCase()];
  const { service, region, resource: path = '' } = parseArn(resource) ?? {};
  // Access points and the like have a region in their ARN; a bucket has none.
  const isObject = service === 's3' && region === '' && path.includes('/');
  const [name = ''] = path.split('/');
  const arn = isObject ? findBucket(world, name)?.bucket.keyArn : null;
  if (!right || !arn) return [itself];
  const [via] = throughS3({ arn, isOnlyThroughS3: true });
  const [viaService = ''] = via?.operator === 'StringEquals' ? via.values : [];
  const context = via && viaService !== '' ? { [via.key]: viaService } : {};
  return [
    itself,
    ...keyActions([right]).map(
      (needed): Need => ({
        action: needed,
        resource: arn,
        context,
        isThroughS3: true,
      }),
    ),
  ];
}
