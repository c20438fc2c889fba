import { randomBytes } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  UploadPartCommand,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3';
import { ACME } from '../seed/accounts';
import { memoryStore, startTestPractice } from '../test-practice';
import { type Clients, freshBucket } from './test-bucket';

const MEBIBYTE = 1024 * 1024;
export const FIVE = randomBytes(5 * MEBIBYTE);
export const LAST = Buffer.from('the last part is small');

export const store = memoryStore();
export let practice: Awaited<ReturnType<typeof startTestPractice>>;
export let data: Clients;
export let Bucket: string;

export async function startUploads(): Promise<void> {
  practice = await startTestPractice({ store });
  data = await practice.admin(ACME.data);
  Bucket = await freshBucket(data);
}

export const Key = 'folder/large';

export async function begin(more: Partial<CreateMultipartUploadCommandInput> = {}) {
  const { UploadId } = await data.s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ...more }),
  );
  return { Bucket, Key, UploadId };
}
export type Upload = Awaited<ReturnType<typeof begin>>;

export const part = (
  upload: Upload,
  PartNumber: number,
  Body: Buffer,
  more: Partial<UploadPartCommandInput> = {},
) => data.s3.send(new UploadPartCommand({ ...upload, PartNumber, Body, ...more }));

export async function twoParts(upload: Upload) {
  const first = await part(upload, 1, FIVE);
  const last = await part(upload, 2, LAST);
  return [
    { PartNumber: 1, ETag: first.ETag },
    { PartNumber: 2, ETag: last.ETag },
  ];
}

export const complete = (
  upload: Upload,
  Parts: { PartNumber: number; ETag: string | undefined }[],
  more: Partial<CompleteMultipartUploadCommandInput> = {},
) =>
  data.s3.send(
    new CompleteMultipartUploadCommand({
      ...upload,
      MultipartUpload: { Parts },
      ...more,
    }),
  );
