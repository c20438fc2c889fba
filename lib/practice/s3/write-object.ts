import { createHash, randomBytes } from 'node:crypto';
import { type Call, noted, worldTime } from '../operation';
import { AwsError } from '../wire/aws-error';
import { MAX_OBJECT_BYTES } from '../wire/read-request';
import type {
  Encryption,
  ObjectAttributes,
  Piece,
  StoredObject,
} from '../world/s3-types';
import { dropContent, storeContent } from './content';
import { checkStillThere, type Found } from './find-bucket';
import { type Conditions, checkWrite } from './preconditions';

const MAX_KEY_BYTES = 1024;

export const tooLarge = (bytes: number): AwsError =>
  new AwsError(
    'EntityTooLarge',
    'Your proposed upload exceeds the maximum allowed size',
    400,
    {
      members: { ProposedSize: String(bytes), MaxSizeAllowed: String(MAX_OBJECT_BYTES) },
    },
  );

export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > MAX_KEY_BYTES)
    throw new AwsError('KeyTooLongError', 'Your key is too long', 400, {
      members: {
        Size: String(bytes),
        MaxSizeAllowed: String(MAX_KEY_BYTES),
      },
    });
}

/** MD5 of the bytes, or with a KMS key something as long: AWS promises no more. */
export const etagOf = (content: Buffer, { algorithm }: Encryption): string =>
  createHash('md5')
    .update(content)
    .update(algorithm === 'AES256' ? '' : randomBytes(16))
    .digest('hex');

/**
 * Stores bytes, then lets `write` refer to them without a pause in which the bucket could
 * change; when it refuses, the bytes are dropped.
 */
export async function withContent<T>(
  call: Call,
  found: Found,
  content: Buffer,
  write: (pieces: Piece[]) => T,
): Promise<T> {
  if (content.length > MAX_OBJECT_BYTES) throw tooLarge(content.length);
  const pieces = await storeContent(call, content);
  try {
    checkStillThere(call, found);
    return write(pieces);
  } catch (error) {
    dropContent(call, pieces);
    throw error;
  }
}

/** Puts an object in the place of the one that had its key. */
export function putInPlace(call: Call, found: Found, object: StoredObject): void {
  const { objects } = found.bucket;
  dropContent(call, objects.get(object.key)?.pieces ?? []);
  objects.set(object.key, object);
  noted(call);
}

type Whole = ObjectAttributes & Pick<StoredObject, 'checksum'> & { content: Buffer };

/** Writes an object of which all bytes are there, when the call's conditions still hold. */
export const writeWhole = (
  call: Call,
  found: Found,
  input: { Key: string } & Conditions,
  { content, ...whole }: Whole,
): Promise<StoredObject> =>
  withContent(call, found, content, (pieces) => {
    const key = input.Key;
    checkWrite(found.bucket.objects.get(key), key, input);
    const written: StoredObject = {
      ...whole,
      key,
      pieces,
      bytes: content.length,
      etag: etagOf(content, whole.encryption),
      partSizes: [],
      modifiedAt: worldTime(call),
    };
    putInPlace(call, found, written);
    return written;
  });
