import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, deny, documentOf } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { data, freshBucket, practice, putText } from './test-bucket';
import { Bucket, get, put, startObjects, textOf } from './test-objects';

beforeAll(startObjects);
afterAll(() => practice.stop());

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
      new CopyObjectCommand({
        Bucket: theirs,
        Key: 'x',
        CopySource: `${Bucket}/from-prod`,
      }),
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
