import { createHash } from 'node:crypto';
import type {
  DeleteObjectCommandInput,
  GetObjectCommandInput,
  HeadObjectCommandInput,
  PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { type Call, type Given, noted, type Operations, worldTime } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredObject } from '../world/types';
import { allowBucket } from './find-bucket';
import { mayList } from './list-objects';

const MAX_BYTES = 1024 * 1024;

type ObjectInput = { Bucket: string; Key: string; ExpectedBucketOwner?: string };

/** The object; a missing one is told only to callers who may list the bucket. */
function readObject(call: Call, input: ObjectInput): StoredObject {
  const { bucket } = allowBucket(call, 's3:GetObject', input, { key: input.Key });
  const found = bucket.objects.get(input.Key);
  if (found) return found;
  throw mayList(call, input)
    ? new AwsError('NoSuchKey', 'The specified key does not exist.', 404)
    : new AwsError('AccessDenied', 'Access Denied', 403);
}

const headersOf = (found: StoredObject, length: number) => ({
  AcceptRanges: 'bytes',
  ContentLength: length,
  ContentType: found.contentType,
  ETag: `"${found.etag}"`,
  LastModified: new Date(found.modifiedAt),
  ServerSideEncryption: 'AES256',
});

function getObject(call: Call, input: Given<GetObjectCommandInput>) {
  const found = readObject(call, input);
  const body = Buffer.from(found.content, 'base64');
  return { ...headersOf(found, body.length), Body: body };
}

function headObject(call: Call, input: Given<HeadObjectCommandInput>) {
  const found = readObject(call, input);
  return headersOf(found, Buffer.from(found.content, 'base64').length);
}

function putObject(call: Call, input: Given<PutObjectCommandInput>) {
  const { bucket } = allowBucket(call, 's3:PutObject', input, {
    key: input.Key,
    context: {
      ...(input.ACL && { 's3:x-amz-acl': input.ACL }),
      ...(input.ServerSideEncryption && {
        's3:x-amz-server-side-encryption': input.ServerSideEncryption,
      }),
    },
  });
  // the wire hands the payload over as a Buffer
  const body = (input.Body as Buffer | undefined) ?? Buffer.alloc(0);
  if (body.length > MAX_BYTES)
    throw new AwsError(
      'EntityTooLarge',
      'Your proposed upload exceeds the maximum allowed size of the practice accounts, 1 MiB.',
    );
  if (Buffer.byteLength(input.Key) > 1024)
    throw new AwsError('KeyTooLongError', 'Your key is too long');
  const etag = createHash('md5').update(body).digest('hex');
  bucket.objects.set(input.Key, {
    key: input.Key,
    content: body.toString('base64'),
    contentType: input.ContentType ?? 'application/octet-stream',
    etag,
    modifiedAt: worldTime(call),
  });
  noted(call);
  return { ETag: `"${etag}"`, ServerSideEncryption: 'AES256' };
}

function deleteObject(call: Call, input: Given<DeleteObjectCommandInput>) {
  const { bucket } = allowBucket(call, 's3:DeleteObject', input, { key: input.Key });
  bucket.objects.delete(input.Key);
  noted(call);
  return {};
}

export const objectOperations = {
  GetObject: getObject,
  HeadObject: headObject,
  PutObject: putObject,
  DeleteObject: deleteObject,
} satisfies Operations;
