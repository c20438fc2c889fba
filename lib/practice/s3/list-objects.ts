import type {
  ListObjectsCommandInput,
  ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import type { ContextValue } from '@/lib/iam/question';
import type { Call, Given, Operations } from '../operation';
import { pageToken } from '../wire/page-token';
import type { StoredObject } from '../world/s3-types';
import type { AccountState } from '../world/types';
import { ownerMembers } from './acls';
import { allowBucket, type BucketInput, type Found } from './find-bucket';
import {
  compareKeys,
  type Entry,
  encoderOf,
  entriesOf,
  firstOf,
  readContinuation,
} from './list-page';

type ListInput = BucketInput & {
  Prefix?: string;
  Delimiter?: string;
  MaxKeys?: number;
  EncodingType?: string;
};

const contextOf = (input: ListInput): Record<string, ContextValue> => ({
  ...(input.Prefix !== undefined && { 's3:prefix': input.Prefix }),
  ...(input.Delimiter !== undefined && { 's3:delimiter': input.Delimiter }),
  ...(input.MaxKeys !== undefined && { 's3:max-keys': String(input.MaxKeys) }),
});

const contentOf = (
  object: StoredObject,
  encode: (text: string) => string,
  owner: AccountState | null,
) => ({
  Key: encode(object.key),
  LastModified: new Date(object.modifiedAt),
  ETag: `"${object.etag}"`,
  ...(object.checksum && {
    ChecksumAlgorithm: [object.checksum.algorithm],
    ChecksumType: object.checksum.type,
  }),
  Size: object.bytes,
  StorageClass: object.headers['StorageClass'] ?? 'STANDARD',
  ...(owner && { Owner: ownerMembers(owner) }),
});

type Listed = {
  last: Entry<StoredObject> | undefined;
  isTruncated: boolean;
  members: object;
};

/** One page of objects and folders after a key, in the members both versions share. */
function listAfter(
  { bucket }: Found,
  input: ListInput,
  start: string,
  owner: AccountState | null,
): Listed {
  const encode = encoderOf(input.EncodingType);
  const entries = entriesOf(bucket.objects.values(), input);
  const after = entries.filter(({ key }) => compareKeys(key, start) > 0);
  const { max, page, last, isTruncated } = firstOf(after, input.MaxKeys);
  const members = {
    Name: bucket.name,
    Prefix: encode(input.Prefix ?? ''),
    Delimiter: input.Delimiter === undefined ? undefined : encode(input.Delimiter),
    MaxKeys: max,
    EncodingType: input.EncodingType,
    IsTruncated: isTruncated,
    Contents: page.flatMap((entry) =>
      'item' in entry ? contentOf(entry.item, encode, owner) : [],
    ),
    CommonPrefixes: page.flatMap((entry) =>
      'prefix' in entry ? { Prefix: encode(entry.prefix) } : [],
    ),
  };
  return { last, isTruncated, members: { ...members, KeyCount: page.length } };
}

function listObjectsV2(call: Call, input: Given<ListObjectsV2CommandInput>) {
  const { ContinuationToken, StartAfter } = input;
  const found = allowBucket(call, 's3:ListBucket', input, { context: contextOf(input) });
  const start =
    ContinuationToken === undefined
      ? (StartAfter ?? '')
      : readContinuation(ContinuationToken);
  const owner = input.FetchOwner === true ? found.account : null;
  const { last, isTruncated, members } = listAfter(found, input, start, owner);
  return {
    ...members,
    StartAfter:
      StartAfter === undefined ? undefined : encoderOf(input.EncodingType)(StartAfter),
    ContinuationToken,
    NextContinuationToken: isTruncated && last ? pageToken(last.key) : undefined,
  };
}

/** The older version: pages are found by the last key, told only when there are folders. */
function listObjects(call: Call, input: Given<ListObjectsCommandInput>) {
  const found = allowBucket(call, 's3:ListBucket', input, { context: contextOf(input) });
  const { Marker = '', Delimiter, EncodingType } = input;
  const { last, isTruncated, members } = listAfter(found, input, Marker, found.account);
  const encode = encoderOf(EncodingType);
  const hasNext = isTruncated && last !== undefined && Delimiter !== undefined;
  return {
    ...members,
    Marker: encode(Marker),
    NextMarker: hasNext ? encode(last.key) : undefined,
  };
}

export const listObjectsOperations = {
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
} satisfies Operations;
