import type {
  GetObjectAttributesCommandInput,
  GetObjectCommandInput,
  HeadObjectCommandInput,
} from '@aws-sdk/client-s3';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredObject } from '../world/s3-types';
import { rangeOf } from './byte-range';
import { type ByteRange, readContent } from './content';
import { checkDecrypt } from './encryption';
import { allowObject, checkVersion, type FoundObject } from './find-object';
import { describeObject } from './object-attributes';
import { checksumMembers } from './object-checksum';
import { checkRead } from './preconditions';

type ReadInput = Given<GetObjectCommandInput> & Given<HeadObjectCommandInput>;

/** Headers that a signed reader may have answered otherwise than they were stored. */
const OVERRIDES = {
  ResponseCacheControl: 'CacheControl',
  ResponseContentDisposition: 'ContentDisposition',
  ResponseContentEncoding: 'ContentEncoding',
  ResponseContentLanguage: 'ContentLanguage',
  ResponseContentType: 'ContentType',
  ResponseExpires: 'Expires',
} as const;

const overrides = (input: ReadInput): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(OVERRIDES).flatMap(([asked, member]) => {
      const value = input[asked as keyof typeof OVERRIDES];
      return value === undefined ? [] : [[member, value]];
    }),
  );

/** A checksum is of the whole object: a part of it goes without. */
const checksumFor = (
  { ChecksumMode }: ReadInput,
  object: StoredObject,
  range: ByteRange | null,
) => (ChecksumMode === 'ENABLED' && !range ? checksumMembers(object.checksum) : {});

function answerOf(input: ReadInput, object: StoredObject, range: ByteRange | null) {
  const { bytes, partSizes } = object;
  return {
    ...describeObject(object),
    ...overrides(input),
    ...checksumFor(input, object, range),
    ContentLength: range ? range.last - range.first + 1 : bytes,
    ...(range && { ContentRange: `bytes ${range.first}-${range.last}/${bytes}` }),
    ...(input.PartNumber !== undefined &&
      partSizes.length > 0 && { PartsCount: partSizes.length }),
  };
}

function findForReading(call: Call, input: ReadInput): FoundObject {
  checkVersion(input.VersionId);
  const found = allowObject(call, 's3:GetObject', input);
  checkRead(found.object, input);
  return found;
}

async function getObject(call: Call, input: ReadInput) {
  const { bucket, object } = findForReading(call, input);
  checkDecrypt(call, { bucket, key: object.key }, object.encryption);
  const range = rangeOf(object, input);
  const answer = answerOf(input, object, range);
  return { ...answer, Body: await readContent(call, object.pieces, range ?? undefined) };
}

function headObject(call: Call, input: ReadInput) {
  const { bucket, object } = findForReading(call, input);
  if (input.ChecksumMode === 'ENABLED')
    checkDecrypt(call, { bucket, key: object.key }, object.encryption);
  return answerOf(input, object, rangeOf(object, input));
}

const ATTRIBUTES = new Set([
  'ETag',
  'Checksum',
  'ObjectParts',
  'StorageClass',
  'ObjectSize',
]);

function getAttributes(call: Call, input: Given<GetObjectAttributesCommandInput>) {
  checkVersion(input.VersionId);
  const { object } = allowObject(call, 's3:GetObject', input);
  allowObject(call, 's3:GetObjectAttributes', input);
  if (!input.ObjectAttributes.every((name) => ATTRIBUTES.has(name)))
    throw new AwsError('InvalidArgument', 'Invalid attribute name specified.');
  const { partSizes } = object;
  const known = {
    ETag: object.etag,
    Checksum: object.checksum ? checksumMembers(object.checksum) : undefined,
    ObjectParts: partSizes.length > 0 ? { TotalPartsCount: partSizes.length } : undefined,
    StorageClass: object.headers['StorageClass'] ?? 'STANDARD',
    ObjectSize: object.bytes,
  };
  const asked = new Set<string>(input.ObjectAttributes);
  return {
    LastModified: new Date(object.modifiedAt),
    ...Object.fromEntries(Object.entries(known).filter(([name]) => asked.has(name))),
  };
}

export const getObjectOperations = {
  GetObject: getObject,
  HeadObject: headObject,
  GetObjectAttributes: getAttributes,
} satisfies Operations;
