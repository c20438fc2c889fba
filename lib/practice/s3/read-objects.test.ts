import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, bucketAndObjects, documentOf, roleArn } from '../seed/document';
import { codeOf } from '../test-practice';
import { data, freshBucket, practice } from './test-bucket';
import { Bucket, get, put, startObjects, textOf } from './test-objects';

beforeAll(startObjects);
afterAll(() => practice.stop());

const statusOf = (sent: Promise<unknown>): Promise<number | undefined> =>
  sent
    .then(
      (answer) => (answer as { $metadata: { httpStatusCode?: number } }).$metadata,
      (error) => error.$metadata,
    )
    .then(({ httpStatusCode }) => httpStatusCode);

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
