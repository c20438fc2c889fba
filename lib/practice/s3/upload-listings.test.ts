import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutBucketPolicyCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, bucketAndObjects, documentOf, roleArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { freshBucket, putText } from './test-bucket';

import {
  Bucket,
  begin,
  complete,
  data,
  Key,
  LAST,
  part,
  practice,
  startUploads,
  type Upload,
} from './test-uploads';

beforeAll(startUploads);
afterAll(() => practice.stop());

describe('listing', () => {
  it('tells the parts of an upload page by page', async () => {
    const upload = await begin();
    for (const number of [3, 1, 2]) await part(upload, number, LAST);
    const page = (PartNumberMarker?: string) =>
      data.s3.send(new ListPartsCommand({ ...upload, MaxParts: 2, PartNumberMarker }));
    const first = await page();
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, LAST.length],
      [2, LAST.length],
    ]);
    const second = await page(first.NextPartNumberMarker);
    expect(second.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
    expect(second.IsTruncated).toBe(false);
  });

  it('tells the unfinished uploads of a bucket, two of one key among them', async () => {
    const own = await freshBucket(data);
    const keys = ['a', 'b/1', 'b/2', 'c', 'c'];
    for (const key of keys) await begin({ Bucket: own, Key: key });
    const found: (string | undefined)[] = [];
    let markers: { KeyMarker?: string; UploadIdMarker?: string } = {};
    for (let more = true; more; ) {
      const page = await data.s3.send(
        new ListMultipartUploadsCommand({ Bucket: own, MaxUploads: 2, ...markers }),
      );
      found.push(...(page.Uploads ?? []).map((upload) => upload.Key));
      more = page.IsTruncated === true;
      markers = {
        KeyMarker: page.NextKeyMarker ?? '',
        UploadIdMarker: page.NextUploadIdMarker ?? '',
      };
    }
    expect(found).toEqual(keys);
    const folders = await data.s3.send(
      new ListMultipartUploadsCommand({ Bucket: own, Delimiter: '/' }),
    );
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
  });
});

describe('a part that is copied', () => {
  const copyPart = (upload: Upload, CopySourceRange?: string) =>
    data.s3.send(
      new UploadPartCopyCommand({
        ...upload,
        PartNumber: 1,
        CopySource: `${Bucket}/digits`,
        CopySourceRange,
      }),
    );
  beforeAll(() => putText(data, Bucket, 'digits', '0123456789'));

  it('is a range of another object', async () => {
    const upload = await begin();
    const { CopyPartResult } = await copyPart(upload, 'bytes=2-4');
    await complete(upload, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    const got = await data.s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe('234');
  });

  it.each(['bytes=2-10', 'bytes=4-2', 'bytes=-2', '2-3'])(
    'is refused with the range %s',
    async (range) => {
      expect(await codeOf(copyPart(await begin(), range))).toBe('InvalidArgument');
    },
  );
});

it('is refused to those who may not write, and aborted only by whom may abort', async () => {
  const role = roleArn(ACME.prod, 'metrics-shipper');
  const shipper = await practice.as(role);
  const asShipper = (command: CreateMultipartUploadCommand) =>
    codeOf(shipper.s3.send(command));
  const own = { Bucket: 'metrics', Key: 'prod/large' };
  expect(await asShipper(new CreateMultipartUploadCommand(own))).toBe('ok');
  expect(
    await asShipper(new CreateMultipartUploadCommand({ ...own, Key: 'other' })),
  ).toBe('AccessDenied');
  const { UploadId } = await shipper.s3.send(new CreateMultipartUploadCommand(own));
  const abort = shipper.s3.send(new AbortMultipartUploadCommand({ ...own, UploadId }));
  expect(await messageOf(abort)).toContain(
    'is not authorized to perform: s3:AbortMultipartUpload',
  );
  const statement = allow('s3:*', bucketAndObjects(Bucket), { Principal: { AWS: role } });
  await data.s3.send(
    new PutBucketPolicyCommand({ Bucket, Policy: documentOf(statement) }),
  );
  expect(await asShipper(new CreateMultipartUploadCommand({ Bucket, Key }))).toBe(
    'AccessDenied',
  );
});
