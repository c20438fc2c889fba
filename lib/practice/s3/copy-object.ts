import type { CopyObjectCommandInput } from '@aws-sdk/client-s3';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { ObjectAttributes, StoredObject } from '../world/s3-types';
import { readContent } from './content';
import { checkDecrypt, encryptionFor, encryptionMembers } from './encryption';
import { allowIn, type Found, findBucket } from './find-bucket';
import { allowObject, type FoundObject, sourceOf } from './find-object';
import { attributesOf } from './object-attributes';
import { checksumMembers } from './object-checksum';
import { checkCopySource } from './preconditions';
import { allowWrite } from './put-object';
import { writeWhole } from './write-object';

type CopyInput = Given<CopyObjectCommandInput>;
type Attributes = Omit<ObjectAttributes, 'encryption'>;

export type CopySourceInput = {
  CopySource: string;
  CopySourceIfMatch?: string;
  CopySourceIfNoneMatch?: string;
  CopySourceIfModifiedSince?: Date;
  CopySourceIfUnmodifiedSince?: Date;
  ExpectedSourceBucketOwner?: string;
};

/** The object to copy from, which the caller must be able to read. */
export function readSource(call: Call, input: CopySourceInput): FoundObject {
  const { ExpectedSourceBucketOwner: owner } = input;
  const source = allowObject(call, 's3:GetObject', {
    ...sourceOf(input.CopySource),
    ...(owner !== undefined && { ExpectedBucketOwner: owner }),
  });
  checkCopySource(source.object, {
    ...(input.CopySourceIfMatch !== undefined && { IfMatch: input.CopySourceIfMatch }),
    ...(input.CopySourceIfNoneMatch !== undefined && {
      IfNoneMatch: input.CopySourceIfNoneMatch,
    }),
    ...(input.CopySourceIfModifiedSince && {
      IfModifiedSince: input.CopySourceIfModifiedSince,
    }),
    ...(input.CopySourceIfUnmodifiedSince && {
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    }),
  });
  const { bucket, object } = source;
  checkDecrypt(call, { bucket, key: object.key }, object.encryption);
  return source;
}

function isReplaced(directive: string | undefined, name: string): boolean {
  if (directive !== undefined && directive !== 'COPY' && directive !== 'REPLACE')
    throw new AwsError('InvalidArgument', `Unknown ${name} directive.`);
  return directive === 'REPLACE';
}

/** Metadata and tags go along with the copy unless the request brings its own. */
function copiedAttributes(input: CopyInput, object: StoredObject): Attributes {
  const own = attributesOf(input);
  const isMetadataOwn = isReplaced(input.MetadataDirective, 'metadata');
  const { contentType, headers, metadata } = isMetadataOwn ? own : object;
  const { StorageClass: _, ...kept } = headers;
  const { StorageClass } = own.headers;
  return {
    contentType,
    headers: { ...kept, ...(StorageClass !== undefined && { StorageClass }) },
    metadata,
    tags: isReplaced(input.TaggingDirective, 'tagging') ? own.tags : object.tags,
  };
}

function refuseNothing(input: CopyInput, source: FoundObject, to: Found): void {
  const isSame = source.bucket === to.bucket && source.object.key === input.Key;
  const isChange =
    input.MetadataDirective === 'REPLACE' ||
    input.StorageClass !== undefined ||
    input.ServerSideEncryption !== undefined ||
    input.WebsiteRedirectLocation !== undefined;
  if (isSame && !isChange)
    throw new AwsError(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
}

async function copyObject(call: Call, input: CopyInput) {
  const source = readSource(call, input);
  const found = findBucket(call, input);
  const { bucket } = found;
  const attributes = copiedAttributes(input, source.object);
  if (source.object.tags.length > 0 && input.TaggingDirective !== 'REPLACE')
    allowIn(call, 's3:GetObjectTagging', source, { key: source.object.key });
  allowWrite(call, found, input, attributes.tags);
  refuseNothing(input, source, found);
  const encryption = encryptionFor(call, { bucket, key: input.Key }, input);
  const content = await readContent(call, source.object.pieces);
  const made = source.object.checksum;
  // the checksum of parts says nothing about a copy in one
  const checksum = made?.type === 'FULL_OBJECT' ? made : null;
  const copied = { ...attributes, encryption, content, checksum };
  const copy = await writeWhole(call, found, input, copied);
  return {
    CopyObjectResult: {
      ETag: `"${copy.etag}"`,
      LastModified: new Date(copy.modifiedAt),
      ...checksumMembers(copy.checksum),
    },
    ...encryptionMembers(encryption),
  };
}

export const copyObjectOperations = { CopyObject: copyObject } satisfies Operations;
