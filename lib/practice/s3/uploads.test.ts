import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  DeleteBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { codeOf, messageOf, startTestPractice } from '../test-practice';
import { freshBucket } from './test-bucket';
import {
  Bucket,
  begin,
  complete,
  data,
  FIVE,
  Key,
  LAST,
  part,
  practice,
  startUploads,
  store,
  twoParts,
} from './test-uploads';

beforeAll(startUploads);
afterAll(() => practice.stop());

const blobsIn = () =>
  [...store.states].filter(([name, text]) => name.includes(':blob:') && text);

describe('an upload in parts', () => {
  it('becomes one object of all of them, in order', async () => {
    const upload = await begin({ Metadata: { a: '1' }, ContentType: 'text/x' });
    const parts = await twoParts(upload);
    const { ETag, Location } = await complete(upload, parts);
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();
    const both = md5(Buffer.concat([md5(FIVE), md5(LAST)])).toString('hex');
    expect(ETag).toBe(`"${both}-2"`);
    expect(Location).toContain(`${Bucket}/folder/large`);
    const got = await data.s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(got).toMatchObject({ Metadata: { a: '1' }, ContentType: 'text/x', ETag });
    const whole = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(whole.equals(Buffer.concat([FIVE, LAST]))).toBe(true);
    expect(await codeOf(complete(upload, parts))).toBe('NoSuchUpload');
  });

  it('is read over the seam of two parts, and part by part', async () => {
    const upload = await begin();
    await complete(upload, await twoParts(upload));
    const get = (more: object) =>
      data.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
    const seam = await get({ Range: `bytes=${FIVE.length - 2}-${FIVE.length + 2}` });
    const wanted = Buffer.concat([FIVE.subarray(-2), LAST.subarray(0, 3)]);
    expect(Buffer.from((await seam.Body?.transformToByteArray()) ?? [])).toEqual(wanted);
    const second = await get({ PartNumber: 2 });
    expect(second).toMatchObject({ PartsCount: 2, ContentLength: LAST.length });
    expect(await second.Body?.transformToString()).toBe(LAST.toString());
    expect(await codeOf(get({ PartNumber: 3 }))).toBe('InvalidPartNumber');
  });

  it('can have a part put again and leave one out', async () => {
    const upload = await begin();
    await part(upload, 1, LAST);
    const { ETag } = await part(upload, 1, FIVE);
    await part(upload, 7, LAST);
    const before = blobsIn().length;
    await complete(upload, [{ PartNumber: 1, ETag }]);
    const head = await data.s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ContentLength).toBe(FIVE.length);
    expect(blobsIn().length).toBeLessThanOrEqual(before);
  });

  it('is refused when the list of parts is not what was uploaded', async () => {
    const upload = await begin();
    const [first, last] = await twoParts(upload);
    if (!first || !last) throw new Error('two parts were uploaded');
    expect(await codeOf(complete(upload, [last, first]))).toBe('InvalidPartOrder');
    expect(await codeOf(complete(upload, [first, first]))).toBe('InvalidPartOrder');
    expect(await codeOf(complete(upload, [{ ...first, ETag: last.ETag }]))).toBe(
      'InvalidPart',
    );
    expect(await codeOf(complete(upload, [first, { ...last, PartNumber: 3 }]))).toBe(
      'InvalidPart',
    );
    expect(await codeOf(complete(upload, []))).toBe('MalformedXML');
    expect(await codeOf(complete(upload, [first], { IfMatch: '"other"' }))).toBe(
      'PreconditionFailed',
    );
    expect(await codeOf(complete(upload, [first], { MpuObjectSize: 3 }))).toBe(
      'InvalidRequest',
    );
    expect(await codeOf(complete(upload, [first, last]))).toBe('ok');
  });

  it('is refused when a part that is not the last is small', async () => {
    const upload = await begin();
    const first = await part(upload, 1, LAST);
    const second = await part(upload, 2, LAST);
    const sent = complete(upload, [
      { PartNumber: 1, ETag: first.ETag },
      { PartNumber: 2, ETag: second.ETag },
    ]);
    expect(await messageOf(sent)).toBe(
      'Your proposed upload is smaller than the minimum allowed size',
    );
  });

  it.each([0, 10_001])('is refused a part of number %d', async (number) => {
    const upload = await begin();
    expect(await messageOf(part(upload, number, LAST))).toBe(
      'Part number must be an integer between 1 and 10000, inclusive',
    );
  });

  it('is gone with its parts when it is aborted', async () => {
    // What other uploads left may go at any moment: only this one's are looked at.
    const before = new Set(blobsIn().map(([name]) => name));
    const own = () => blobsIn().filter(([name]) => !before.has(name));
    const upload = await begin();
    await part(upload, 1, FIVE);
    expect(own()).toHaveLength(1);
    await data.s3.send(new AbortMultipartUploadCommand(upload));
    expect(await codeOf(part(upload, 2, LAST))).toBe('NoSuchUpload');
    expect(await codeOf(data.s3.send(new AbortMultipartUploadCommand(upload)))).toBe(
      'NoSuchUpload',
    );
    await expect.poll(own).toEqual([]);
  });
});

describe('checksums of parts', () => {
  it('are put together as the upload says', async () => {
    const upload = await begin({ ChecksumAlgorithm: 'SHA256' });
    const first = await part(upload, 1, FIVE, { ChecksumAlgorithm: 'SHA256' });
    const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
    expect(first.ChecksumSHA256).toBe(sha(FIVE).toString('base64'));
    const { ChecksumSHA256, ChecksumType } = await complete(upload, [
      { PartNumber: 1, ETag: first.ETag },
    ]);
    expect(ChecksumType).toBe('COMPOSITE');
    expect(ChecksumSHA256).toBe(`${sha(sha(FIVE)).toString('base64')}-1`);
  });

  it('can be one of the whole object', async () => {
    const options = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;
    const upload = await begin(options);
    const parts = await twoParts(upload);
    const wrong = complete(upload, parts, { ChecksumCRC32: 'AAAAAA==' });
    expect(await codeOf(wrong)).toBe('BadDigest');
    const { ChecksumCRC32 } = await complete(upload, parts);
    const whole = await data.s3.send(
      new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }),
    );
    expect(whole.ChecksumCRC32).toBe(ChecksumCRC32);
    // the client compares it with the bytes while it reads them
    expect((await whole.Body?.transformToByteArray())?.length).toBe(
      FIVE.length + LAST.length,
    );
  });

  it('are refused when they cannot be had or are of another kind', async () => {
    expect(
      await codeOf(begin({ ChecksumAlgorithm: 'SHA1', ChecksumType: 'FULL_OBJECT' })),
    ).toBe('InvalidRequest');
    const upload = await begin({ ChecksumAlgorithm: 'SHA256' });
    const sent = part(upload, 1, LAST, { ChecksumAlgorithm: 'SHA1' });
    expect(await messageOf(sent)).toBe(
      'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: sha1',
    );
  });
});

it('is not put together in a bucket that was deleted while its parts were read', async () => {
  const gone = await freshBucket(data);
  const whole = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;
  const upload = { ...(await begin({ Bucket: gone, ...whole })), Bucket: gone };
  const { ETag } = await part(upload, 1, FIVE);
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isReading = false;
  const slow = {
    ...store,
    async load(name: string) {
      const text = await store.load(name);
      if (!name.includes(':blob:')) return text;
      isReading = true;
      await released;
      return text;
    },
  };
  const second = await startTestPractice({ store: slow, worldId: practice.worldId });
  const admin = await second.admin(ACME.data);
  const completed = admin.s3.send(
    new CompleteMultipartUploadCommand({
      ...upload,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
    }),
  );
  const code = codeOf(completed);
  await expect.poll(() => isReading).toBe(true);
  await admin.s3.send(new DeleteBucketCommand({ Bucket: gone }));
  release();
  expect(await code).toBe('NoSuchBucket');
  await second.stop();
});
