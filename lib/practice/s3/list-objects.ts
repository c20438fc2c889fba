import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import type { ContextValue } from '@/lib/iam/question';
import { mayDo } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { encodeRfc3986 } from '../wire/request';
import type { StoredBucket, StoredObject } from '../world/types';
import { allowBucket, bucketArn, ownerOfBucket } from './find-bucket';

type ListInput = Given<ListObjectsV2CommandInput>;
type Entry = { key: string; prefix: string } | { key: string; object: StoredObject };

const MAX_KEYS = 1000;

/** Whether the caller may see which objects there are. */
export function mayList(call: Call, { Bucket }: { Bucket: string }): boolean {
  const owner = ownerOfBucket(call.world, Bucket);
  return mayDo(call, {
    action: 's3:ListBucket',
    resource: bucketArn(call, Bucket),
    accountId: owner?.id ?? call.account.id,
  });
}

const contextOf = (input: ListInput): Record<string, ContextValue> => ({
  ...(input.Prefix !== undefined && { 's3:prefix': input.Prefix }),
  ...(input.Delimiter !== undefined && { 's3:delimiter': input.Delimiter }),
  ...(input.MaxKeys !== undefined && { 's3:max-keys': String(input.MaxKeys) }),
});

/** Objects under the prefix, in key order; those behind a delimiter become one prefix. */
function entriesOf(bucket: StoredBucket, { Prefix = '', Delimiter }: ListInput): Entry[] {
  const entries = new Map<string, Entry>();
  for (const object of bucket.objects.values()) {
    if (!object.key.startsWith(Prefix)) continue;
    const at = Delimiter ? object.key.indexOf(Delimiter, Prefix.length) : -1;
    const prefix = at < 0 ? null : object.key.slice(0, at + (Delimiter?.length ?? 0));
    const entry: Entry =
      prefix === null ? { key: object.key, object } : { key: prefix, prefix };
    entries.set(entry.key, entry);
  }
  return [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function startOf(input: ListInput): string {
  if (input.ContinuationToken === undefined) return input.StartAfter ?? '';
  const text = Buffer.from(input.ContinuationToken, 'base64url').toString('utf8');
  if (!text.startsWith('after:'))
    throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
  return text.slice('after:'.length);
}

function listObjects(call: Call, input: ListInput) {
  const { bucket } = allowBucket(call, 's3:ListBucket', input, {
    context: contextOf(input),
  });
  const encode = (text: string): string =>
    input.EncodingType === 'url' ? text.split('/').map(encodeRfc3986).join('/') : text;
  const maxKeys = Math.min(input.MaxKeys ?? MAX_KEYS, MAX_KEYS);
  const start = startOf(input);
  const after = entriesOf(bucket, input).filter(({ key }) => key > start);
  const page = after.slice(0, maxKeys);
  const last = page.at(-1);
  const isTruncated = after.length > page.length && last !== undefined;
  return {
    Name: bucket.name,
    Prefix: encode(input.Prefix ?? ''),
    Delimiter: input.Delimiter === undefined ? undefined : encode(input.Delimiter),
    MaxKeys: maxKeys,
    EncodingType: input.EncodingType,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    ContinuationToken: input.ContinuationToken,
    NextContinuationToken: isTruncated
      ? Buffer.from(`after:${last.key}`).toString('base64url')
      : undefined,
    Contents: page.flatMap((entry) =>
      'object' in entry ? contentOf(entry.object, encode) : [],
    ),
    CommonPrefixes: page.flatMap((entry) =>
      'prefix' in entry ? { Prefix: encode(entry.prefix) } : [],
    ),
  };
}

const contentOf = (object: StoredObject, encode: (text: string) => string) => ({
  Key: encode(object.key),
  LastModified: new Date(object.modifiedAt),
  ETag: `"${object.etag}"`,
  Size: Buffer.byteLength(object.content, 'base64'),
  StorageClass: 'STANDARD',
});

export const listObjectsOperations = { ListObjectsV2: listObjects } satisfies Operations;
