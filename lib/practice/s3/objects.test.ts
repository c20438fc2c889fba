import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, bucketAndObjects, deny, documentOf, roleArn } from '../seed/document';
import { codeOf, messageOf, startTestPractice } from '../test-practice';
import { type Clients, freshBucket, putText } from './test-bucket';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let data: Clients;
let Bucket: string;

beforeAll(async () => {
  practice = await startTestPractice();
  data = await practice.admin(ACME.data);
  Bucket = await freshBucket(data);
});
afterAll(() => practice.stop());

const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  data.s3.send(new PutObjectCommand({ Bucket, Key, Body: '0123456789', ...more }));
const get = (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  data.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
const textOf = async (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  (await get(Key, more)).Body?.transformToString();
const statusOf = (sent: Promise<unknown>): Promise<number | undefined> =>
  sent
    .then(
      (answer) => (answer as { $metadata: { httpStatusCode?: number } }).$metadata,
      (error) => error.$metadata,
    )
    .then(({ httpStatusCode }) => httpStatusCode);

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

describe('a range', () => {
  beforeAll(() => put('ten'));

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
    ['bytes=-100', '0123456789', 'bytes 0-9/10'],
  ])('%s is answered with its bytes', async (Range, text, contentRange) => {
    const answer = await get('ten', { Range });
    expect(answer.$metadata.httpStatusCode).toBe(206);
    expect(answer).toMatchObject({
      ContentRange: contentRange,
      ContentLength: text.length,
    });
    expect(await answer.Body?.transformToString()).toBe(text);
  });

  it.each(['bytes=4-2', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=-'])(
    '%s that is none is answered with the whole',
    async (Range) => {
      expect(await textOf('ten', { Range })).toBe('0123456789');
    },
  );

  it.each(['bytes=10-', 'bytes=-0'])('%s outside is refused', async (Range) => {
    expect(await codeOf(get('ten', { Range }))).toBe('InvalidRange');
    expect(await statusOf(get('ten', { Range }))).toBe(416);
  });
});

describe('a condition', () => {
  const past = new Date(Date.now() - 3600_000);
  let ETag: string | undefined;
  beforeAll(async () => {
    ({ ETag } = await put('conditional'));
  });

  it('on reading spares the bytes or refuses them', async () => {
    const status = (more: Partial<GetObjectCommandInput>) =>
      statusOf(get('conditional', more));
    expect(await status({ IfMatch: ETag })).toBe(200);
    expect(await status({ IfMatch: '"other"' })).toBe(412);
    expect(await status({ IfNoneMatch: ETag })).toBe(304);
    expect(await status({ IfNoneMatch: '"other"' })).toBe(200);
    expect(await status({ IfModifiedSince: past })).toBe(200);
    expect(await status({ IfModifiedSince: new Date() })).toBe(304);
    expect(await status({ IfUnmodifiedSince: past })).toBe(412);
    expect(await status({ IfUnmodifiedSince: past, IfMatch: ETag })).toBe(200);
  });

  it('on writing keeps what is there', async () => {
    expect(await codeOf(put('conditional', { IfNoneMatch: '*' }))).toBe(
      'PreconditionFailed',
    );
    expect(await codeOf(put('is-new', { IfNoneMatch: '*' }))).toBe('ok');
    expect(await codeOf(put('conditional', { IfMatch: '"other"' }))).toBe(
      'PreconditionFailed',
    );
    expect(await codeOf(put('is-not-there', { IfMatch: ETag }))).toBe('NoSuchKey');
    expect(await codeOf(put('conditional', { IfMatch: ETag, Body: 'new' }))).toBe('ok');
    expect(await textOf('conditional')).toBe('new');
    const stale = data.s3.send(
      new DeleteObjectCommand({ Bucket, Key: 'conditional', IfMatch: ETag }),
    );
    expect(await codeOf(stale)).toBe('PreconditionFailed');
  });
});

describe('a copy', () => {
  const copy = (Key: string, CopySource: string, more: object = {}) =>
    data.s3.send(new CopyObjectCommand({ Bucket, Key, CopySource, ...more }));

  it('takes along what was said, unless it brings its own', async () => {
    const Metadata = { a: '1' };
    await put('source/é 1', { Metadata, ContentType: 'text/a', Tagging: 't=1' });
    const source = `/${Bucket}/${encodeURIComponent('source/é 1')}`;
    const { CopyObjectResult } = await copy('copy', source);
    const copied = await get('copy');
    expect(copied).toMatchObject({
      Metadata,
      ContentType: 'text/a',
      TagCount: 1,
      ETag: CopyObjectResult?.ETag,
    });
    expect(await copied.Body?.transformToString()).toBe('0123456789');
    await copy('own', source, {
      MetadataDirective: 'REPLACE',
      Metadata: { b: '2' },
      TaggingDirective: 'REPLACE',
    });
    const own = await get('own');
    expect(own).toMatchObject({ Metadata: { b: '2' } });
    expect(own.TagCount).toBeUndefined();
  });

  it('onto itself must change something', async () => {
    await put('self');
    expect(await messageOf(copy('self', `${Bucket}/self`))).toContain(
      'trying to copy an object to itself without changing',
    );
    const more = { MetadataDirective: 'REPLACE', Metadata: { c: '3' } };
    expect(await codeOf(copy('self', `${Bucket}/self`, more))).toBe('ok');
    expect(await textOf('self')).toBe('0123456789');
  });

  it.each([
    ['without a key', 'just-a-bucket', 'InvalidArgument'],
    ['with a broken escape', 'a/%E0%A4%A', 'InvalidArgument'],
    ['from no bucket', 'no-such-bucket-here/a', 'NoSuchBucket'],
    ['from another version', 'app-logs/a?versionId=3', 'InvalidArgument'],
  ])('%s is refused', async (_, source, code) => {
    expect(await codeOf(copy('x', source))).toBe(code);
  });

  it('across accounts needs both accounts to allow both ends', async () => {
    const prod = await practice.admin(ACME.prod);
    const theirs = await freshBucket(prod);
    await putText(prod, theirs, 'shared', 'of prod');
    const sent = () => codeOf(copy('from-prod', `${theirs}/shared`));
    expect(await sent()).toBe('AccessDenied');
    const statement = allow(
      ['s3:GetObject', 's3:GetObjectTagging'],
      `arn:aws:s3:::${theirs}/*`,
      {
        Principal: { AWS: ACME.data },
      },
    );
    await prod.s3.send(
      new PutBucketPolicyCommand({ Bucket: theirs, Policy: documentOf(statement) }),
    );
    expect(await sent()).toBe('ok');
    expect(await textOf('from-prod')).toBe('of prod');
    const reverse = data.s3.send(
      new CopyObjectCommand({ Bucket: theirs, Key: 'x', CopySource: `${Bucket}/ten` }),
    );
    expect(await codeOf(reverse)).toBe('AccessDenied');
  });
});

describe('deleting many', () => {
  it('judges every key by itself', async () => {
    const own = await freshBucket(data);
    for (const key of ['a<&>', 'keep/b', 'c']) await putText(data, own, key);
    const statement = deny('s3:DeleteObject', `arn:aws:s3:::${own}/keep/*`, {
      Principal: '*',
    });
    await data.s3.send(
      new PutBucketPolicyCommand({ Bucket: own, Policy: documentOf(statement) }),
    );
    const remove = (Quiet: boolean, ...keys: string[]) =>
      data.s3.send(
        new DeleteObjectsCommand({
          Bucket: own,
          Delete: { Quiet, Objects: keys.map((Key) => ({ Key })) },
        }),
      );
    const { Deleted, Errors } = await remove(false, 'a<&>', 'keep/b', 'never-was');
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['a<&>', 'never-was']);
    expect(Errors).toEqual([
      expect.objectContaining({
        Key: 'keep/b',
        Code: 'AccessDenied',
        Message: expect.stringContaining('explicit deny in a resource-based policy'),
      }),
    ]);
    expect((await remove(true, 'c')).Deleted ?? []).toEqual([]);
    const { Contents } = await data.s3.send(new ListObjectsV2Command({ Bucket: own }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['keep/b']);
    expect(await codeOf(remove(false))).toBe('MalformedXML');
  });
});

describe('a listing', () => {
  it('in the older version goes on by markers', async () => {
    const own = await freshBucket(data);
    for (const key of ['a/1', 'b', 'b c', 'd/1', 'd/2', 'e'])
      await putText(data, own, key);
    const list = (more: object) =>
      data.s3.send(new ListObjectsCommand({ Bucket: own, ...more }));
    const first = await list({ Delimiter: '/', MaxKeys: 3 });
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'b c' });
    const rest = await list({ Delimiter: '/', MaxKeys: 3, Marker: 'b c' });
    expect(rest.CommonPrefixes).toEqual([{ Prefix: 'd/' }]);
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['e']);
    expect(rest.Contents?.[0]?.Owner?.ID).toBe(ACME.data.padStart(64, '0'));
    const plain = await list({ MaxKeys: 1 });
    expect(plain.IsTruncated).toBe(true);
    expect(plain.NextMarker).toBeUndefined();
    const encoded = await list({ EncodingType: 'url', Prefix: 'b ' });
    expect(encoded.Contents?.map(({ Key }) => Key)).toEqual(['b%20c']);
  });

  it('is in the order of bytes, not of UTF-16', async () => {
    const own = await freshBucket(data);
    for (const key of ['\u{1f600}', '\uff61', 'z']) await putText(data, own, key);
    const { Contents } = await data.s3.send(new ListObjectsV2Command({ Bucket: own }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['z', '\uff61', '\u{1f600}']);
  });
});

describe('tags of objects', () => {
  it('decide in policies', async () => {
    const own = await freshBucket(data);
    const reader = await practice.as(roleArn(ACME.data, 'bucket-scanner'));
    const input = { Bucket: own, Key: 'tagged' };
    await data.s3.send(new PutObjectCommand({ ...input, Body: 'x', Tagging: 'open=no' }));
    const statement = allow('s3:GetObject', bucketAndObjects(own), {
      Principal: { AWS: roleArn(ACME.data, 'bucket-scanner') },
      Condition: { StringEquals: { 's3:ExistingObjectTag/open': 'yes' } },
    });
    await data.s3.send(
      new PutBucketPolicyCommand({ Bucket: own, Policy: documentOf(statement) }),
    );
    const read = () => codeOf(reader.s3.send(new GetObjectCommand(input)));
    expect(await read()).toBe('AccessDenied');
    const TagSet = [{ Key: 'open', Value: 'yes' }];
    await data.s3.send(new PutObjectTaggingCommand({ ...input, Tagging: { TagSet } }));
    expect(await read()).toBe('ok');
  });
});
