import {
  GetObjectCommand,
  type GetObjectCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { data, freshBucket, startBuckets } from './test-bucket';

export let Bucket: string;

export async function startObjects(): Promise<void> {
  await startBuckets();
  Bucket = await freshBucket(data);
}

export const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  data.s3.send(new PutObjectCommand({ Bucket, Key, Body: '0123456789', ...more }));
export const get = (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  data.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
export const textOf = async (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  (await get(Key, more)).Body?.transformToString();
