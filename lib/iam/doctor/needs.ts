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

/** `isThroughS3`: a use of a key that S3 asks for. */
type Asked = Pick<Question, 'action' | 'resource'> & { isThroughS3?: true | undefined };

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
  { action, resource, isThroughS3 }: Asked,
): Need[] {
  if (isThroughS3) return [ofKey(action, resource)];
  const itself: Need = { action, resource, context: {}, isThroughS3: false };
  const right = RIGHTS[action.toLowerCase()];
  const { service, region, resource: path = '' } = parseArn(resource) ?? {};
  // Access points and the like have a region in their ARN; a bucket has none.
  const isObject = service === 's3' && region === '' && path.includes('/');
  const [name = ''] = path.split('/');
  const arn = isObject ? findBucket(world, name)?.bucket.keyArn : null;
  if (!right || !arn) return [itself];
  return [itself, ...keyActions([right]).map((needed) => ofKey(needed, arn))];
}

const ofKey = (action: string, keyArn: string): Need => ({
  action,
  resource: keyArn,
  context: contextThroughS3(keyArn),
  isThroughS3: true,
});

/** What KMS knows of a call that S3 makes on behalf of somebody. */
export function contextThroughS3(keyArn: string): Need['context'] {
  const [via] = throughS3({ arn: keyArn, isOnlyThroughS3: true });
  const [viaService = ''] = via?.operator === 'StringEquals' ? via.values : [];
  return via && viaService !== '' ? { [via.key]: viaService } : {};
}
