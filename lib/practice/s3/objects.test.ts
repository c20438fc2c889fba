import {
  GetObjectAttributesCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../test-practice';
import { data, practice } from './test-bucket';
import { Bucket, get, put, startObjects } from './test-objects';

beforeAll(startObjects);
afterAll(() => practice.stop());

describe('what is said of an object', () => {
  it('comes back with it', async () => {
    const said = {
      CacheControl: 'max-age=60',
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentEncoding: 'identity',
      ContentLanguage: 'de',
      ContentType: 'text/x-mine',
      Metadata: { 'made-by': 'hand', second: 'two' },
      StorageClass: 'STANDARD_IA' as const,
    };
    const Expires = new Date('2030-01-02T03:04:05Z');
    await put('said', { ...said, Expires, Tagging: 'team=red%20one&b=' });
    const head = await data.s3.send(new HeadObjectCommand({ Bucket, Key: 'said' }));
    expect(head).toMatchObject({ ...said, ExpiresString: Expires.toUTCString() });
    expect(await get('said')).toMatchObject({ ...said, TagCount: 2 });
    const { TagSet } = await data.s3.send(
      new GetObjectTaggingCommand({ Bucket, Key: 'said' }),
    );
    expect(TagSet).toEqual([
      { Key: 'team', Value: 'red one' },
      { Key: 'b', Value: '' },
    ]);
  });

  it('may be answered otherwise when the reader asks for it', async () => {
    await put('override');
    const answer = await get('override', {
      ResponseContentType: 'text/csv',
      ResponseContentDisposition: 'attachment',
    });
    expect(answer).toMatchObject({
      ContentType: 'text/csv',
      ContentDisposition: 'attachment',
    });
  });

  it.each([
    ['too much metadata', { Metadata: { a: 'x'.repeat(2100) } }, 'MetadataTooLarge'],
    ['an unknown storage class', { StorageClass: 'ICE' as never }, 'InvalidStorageClass'],
    ['a tag twice', { Tagging: 'a=1&a=2' }, 'InvalidArgument'],
    ['eleven tags', { Tagging: 'abcdefghijk'.split('').join('=&') }, 'BadRequest'],
    [
      'an access control list',
      { ACL: 'public-read' as const },
      'AccessControlListNotSupported',
    ],
    ['a lock', { ObjectLockLegalHoldStatus: 'ON' as const }, 'InvalidRequest'],
    ['a wrong Content-MD5', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'BadDigest'],
    ['a spoilt Content-MD5', { ContentMD5: 'nope' }, 'InvalidDigest'],
    ['a key of its own', { ServerSideEncryption: 'DES' as never }, 'InvalidArgument'],
  ])('is refused with %s', async (_, more, code) => {
    expect(await codeOf(put('refused', more))).toBe(code);
    expect(await codeOf(get('refused'))).toBe('NoSuchKey');
  });

  it('is refused under a name that is too long', async () => {
    expect(await codeOf(put('k'.repeat(1025)))).toBe('KeyTooLongError');
  });
});

describe('a checksum', () => {
  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'of kind %s is kept and told to those who ask',
    async (ChecksumAlgorithm) => {
      const Key = `sum-${ChecksumAlgorithm}`;
      const sent = await put(Key, { ChecksumAlgorithm });
      const member = `Checksum${ChecksumAlgorithm}` as const;
      expect(sent[member]).toMatch(/=$/);
      const asked = await get(Key, { ChecksumMode: 'ENABLED' });
      expect(asked[member]).toBe(sent[member]);
      expect(await asked.Body?.transformToString()).toBe('0123456789');
      const unasked = await data.s3.send(new HeadObjectCommand({ Bucket, Key }));
      expect(unasked[member]).toBeUndefined();
      const { Checksum, ObjectSize } = await data.s3.send(
        new GetObjectAttributesCommand({
          Bucket,
          Key,
          ObjectAttributes: ['Checksum', 'ObjectSize'],
        }),
      );
      expect(Checksum?.[member]).toBe(sent[member]);
      expect(ObjectSize).toBe(10);
    },
  );
});
