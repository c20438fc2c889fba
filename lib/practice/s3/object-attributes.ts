import type { ContextValue } from '@/lib/iam/question';
import { AwsError } from '../wire/aws-error';
import type {
  ObjectAttributes,
  ObjectTag,
  StoredHeaders,
  StoredObject,
} from '../world/s3-types';
import { encryptionMembers } from './encryption';
import { tagsOfHeader } from './tag-set';

/** What PutObject, CopyObject and CreateMultipartUpload say of an object in the same words. */
export type AttributesInput = {
  CacheControl?: string;
  ContentDisposition?: string;
  ContentEncoding?: string;
  ContentLanguage?: string;
  ContentType?: string;
  Expires?: Date;
  Metadata?: Record<string, string>;
  ObjectLockLegalHoldStatus?: string;
  ObjectLockMode?: string;
  StorageClass?: string;
  Tagging?: string;
  WebsiteRedirectLocation?: string;
};

const MAX_METADATA_BYTES = 2048;

const STORAGE_CLASSES = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
]);

/** `aws-chunked` is about the request, not about the object. */
const contentEncoding = (text: string | undefined): string | undefined =>
  text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== 'aws-chunked' && part !== '')
    .join(',') || undefined;

function headersOf(input: AttributesInput): StoredHeaders {
  const { CacheControl, ContentDisposition, ContentLanguage, StorageClass } = input;
  const isStandard = StorageClass === 'STANDARD';
  const headers = {
    CacheControl,
    ContentDisposition,
    ContentEncoding: contentEncoding(input.ContentEncoding),
    ContentLanguage,
    Expires: input.Expires?.toUTCString(),
    StorageClass: isStandard ? undefined : StorageClass,
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, text]],
    ),
  );
}

function checkAttributes(input: AttributesInput): void {
  const { StorageClass, Metadata = {} } = input;
  if (input.ObjectLockMode !== undefined || input.ObjectLockLegalHoldStatus !== undefined)
    throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  if (StorageClass !== undefined && !STORAGE_CLASSES.has(StorageClass))
    throw new AwsError(
      'InvalidStorageClass',
      'The storage class you specified is not valid',
    );
  const bytes = Object.entries(Metadata)
    .map(([name, value]) => Buffer.byteLength(name) + Buffer.byteLength(value))
    .reduce((sum, one) => sum + one, 0);
  if (bytes > MAX_METADATA_BYTES)
    throw new AwsError(
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
      400,
      { members: { Size: String(bytes), MaxSizeAllowed: String(MAX_METADATA_BYTES) } },
    );
}

/** What the writer says of the object; S3 keeps it as it was said. */
export function attributesOf(
  input: AttributesInput,
): Omit<ObjectAttributes, 'encryption'> {
  checkAttributes(input);
  return {
    contentType: input.ContentType ?? 'binary/octet-stream',
    headers: headersOf(input),
    metadata: input.Metadata ?? {},
    tags: tagsOfHeader(input.Tagging),
  };
}

/** Condition keys about the tags of a request. */
export const tagContext = (tags: ObjectTag[]): Record<string, ContextValue> =>
  tags.length === 0
    ? {}
    : {
        ...Object.fromEntries(
          tags.map(({ Key, Value }) => [`s3:RequestObjectTag/${Key}`, Value]),
        ),
        's3:RequestObjectTagKeys': tags.map(({ Key }) => Key),
      };

/** Members of an answer that tell what an object is, for GetObject and HeadObject. */
export function describeObject(object: StoredObject) {
  const { headers, metadata, tags } = object;
  const { Expires, ...others } = headers;
  return {
    AcceptRanges: 'bytes',
    ContentType: object.contentType,
    ETag: `"${object.etag}"`,
    LastModified: new Date(object.modifiedAt),
    ...others,
    ...(Expires !== undefined && { Expires: new Date(Expires) }),
    ...(Object.keys(metadata).length > 0 && { Metadata: metadata }),
    ...(tags.length > 0 && { TagCount: tags.length }),
    ...encryptionMembers(object.encryption),
  };
}
