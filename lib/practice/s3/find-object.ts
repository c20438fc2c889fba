import type { ContextValue } from '@/lib/iam/question';
import { mayDo } from '../authorize/authorize';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredBucket, StoredObject } from '../world/s3-types';
import {
  accessDenied,
  allowIn,
  type BucketInput,
  bucketArn,
  type Found,
  findBucket,
  type ObjectInput,
} from './find-bucket';

export type FoundObject = Found & { object: StoredObject };

export const noSuchKey = (key: string): AwsError =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', 404, {
    members: { Key: key },
  });

/** Whether the caller may see which objects there are. */
const mayList = (call: Call, { account, bucket }: Found): boolean =>
  mayDo(call, {
    action: 's3:ListBucket',
    resource: bucketArn(call, bucket.name),
    accountId: account.id,
  });

/** Tags of an object that is there, as policies may ask for them. */
export function existingTags(
  bucket: StoredBucket,
  key: string,
): Record<string, ContextValue> {
  const tags = bucket.objects.get(key)?.tags ?? [];
  return Object.fromEntries(
    tags.map(({ Key, Value }) => [`s3:ExistingObjectTag/${Key}`, Value]),
  );
}

/** There is one version of every object, and AWS calls it `null`. */
export function checkVersion(versionId: string | undefined): void {
  if (versionId !== undefined && versionId !== 'null')
    throw new AwsError('InvalidArgument', 'Invalid version id specified', 400, {
      members: {
        ArgumentName: 'versionId',
        ArgumentValue: versionId,
      },
    });
}

/**
 * Finds an object for which the caller has a permission. That one is missing is told only to
 * those who may list the bucket.
 */
export function allowObject(call: Call, action: string, input: ObjectInput): FoundObject {
  const found = findBucket(call, input);
  const { Key } = input;
  allowIn(call, action, found, {
    key: Key,
    context: existingTags(found.bucket, Key),
  });
  const object = found.bucket.objects.get(Key);
  if (object) return { ...found, object };
  throw mayList(call, found) ? noSuchKey(Key) : accessDenied();
}

/** A copy's source, written `bucket/key` with a slash before it or not. */
export function sourceOf(text: string): BucketInput & { Key: string } {
  const [path = '', version] = text.split('?versionId=');
  checkVersion(version);
  const at = path.replace(/^\//, '').indexOf('/');
  const bare = path.replace(/^\//, '');
  const invalid = new AwsError(
    'InvalidArgument',
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    400,
    { members: { ArgumentName: 'x-amz-copy-source', ArgumentValue: text } },
  );
  if (at < 1 || at === bare.length - 1) throw invalid;
  try {
    const Key = decodeURIComponent(bare.slice(at + 1).replaceAll('+', '%20'));
    return { Bucket: decodeURIComponent(bare.slice(0, at)), Key };
  } catch {
    throw invalid;
  }
}
