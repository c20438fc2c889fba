import type { PutObjectCommandInput } from '@aws-sdk/client-s3';
import type { ContextValue } from '@/lib/iam/question';
import type { Call, Given, Operations } from '../operation';
import type { ObjectTag } from '../world/s3-types';
import { checkAcl } from './acls';
import { encryptionFor, encryptionMembers } from './encryption';
import { allowIn, type Found, findBucket } from './find-bucket';
import { existingTags } from './find-object';
import { attributesOf, tagContext } from './object-attributes';
import { checksumMembers, wholeChecksum } from './object-checksum';
import { checkKey, writeWhole } from './write-object';

/** Headers of a write that policies may ask for, by their condition key. */
const HEADER_KEYS = {
  ACL: 's3:x-amz-acl',
  CopySource: 's3:x-amz-copy-source',
  IfMatch: 's3:if-match',
  IfNoneMatch: 's3:if-none-match',
  MetadataDirective: 's3:x-amz-metadata-directive',
  ServerSideEncryption: 's3:x-amz-server-side-encryption',
  SSEKMSKeyId: 's3:x-amz-server-side-encryption-aws-kms-key-id',
  StorageClass: 's3:x-amz-storage-class',
} as const;

type WriteInput = { [K in keyof typeof HEADER_KEYS]?: string } & { Key: string };

function writeContext(input: WriteInput): Record<string, ContextValue> {
  const pairs = Object.entries(HEADER_KEYS).flatMap(([member, key]) => {
    const value = input[member as keyof typeof HEADER_KEYS];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Refuses a write of an object, and of its tags when it brings any. */
export function allowWrite(
  call: Call,
  found: Found,
  input: WriteInput,
  tags: ObjectTag[],
): void {
  const key = input.Key;
  const context = {
    ...writeContext(input),
    ...tagContext(tags),
    ...existingTags(found.bucket, key),
  };
  allowIn(call, 's3:PutObject', found, { key, context });
  if (tags.length > 0) allowIn(call, 's3:PutObjectTagging', found, { key, context });
  checkAcl(found.bucket, input.ACL);
  checkKey(key);
}

async function putObject(call: Call, input: Given<PutObjectCommandInput>) {
  const found = findBucket(call, input);
  const { bucket } = found;
  const attributes = attributesOf(input);
  allowWrite(call, found, input, attributes.tags);
  const encryption = encryptionFor(call, { bucket, key: input.Key }, input);
  // the wire hands the payload over as a Buffer
  const content = (input.Body as Buffer | undefined) ?? Buffer.alloc(0);
  const checksum = wholeChecksum(input);
  const made = { ...attributes, encryption, content, checksum };
  const object = await writeWhole(call, found, input, made);
  return {
    ETag: `"${object.etag}"`,
    ...checksumMembers(checksum),
    ...encryptionMembers(encryption),
  };
}

export const putObjectOperations = { PutObject: putObject } satisfies Operations;
